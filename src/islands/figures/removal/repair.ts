import { copyOf, type Pixels, type Region } from '../healing/pixels.ts';
import { heal } from '../healing/retouch.ts';
import { grown, signedDistance } from './distance.ts';
import type { Zones } from './zones.ts';

export interface Selection {
  object: boolean;
  shadow: boolean;
  softEnd: boolean;
  /** Px by which the selection is wider (or, negative, tighter) than what it holds. */
  edge: number;
}

/** What is selected: the chosen zones together, grown by `edge`. */
export function selected(zones: Zones, choice: Selection, width: number, height: number): Region {
  const union = new Uint8Array(width * height);
  for (const name of ['object', 'shadow', 'softEnd'] as const) {
    if (!choice[name]) continue;
    for (let i = 0; i < union.length; i++) if (zones[name][i]) union[i] = 1;
  }
  return union.includes(1) ? grown(signedDistance(union, width, height), choice.edge) : union;
}

/**
 * The selection healed, with the clean plate's own texture: the best source there can be. Whatever is wrong in the
 * result is the fault of the selection's edge, since tone comes from the rim.
 */
export function repair(withObject: Pixels, clean: Pixels, hole: Region): Pixels {
  const { width, height } = withObject;
  const result = copyOf(withObject);
  const stroke = { x: 0, y: 0, width, height, coverage: Float32Array.from(hole) };
  if (hole.includes(1)) heal(result, withObject, stroke, { x: 0, y: 0 }, clean);
  return result;
}
