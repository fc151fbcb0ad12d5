import { meanLuma } from '../healing/box-mean.ts';
import type { Pixels, Region } from '../healing/pixels.ts';
import type { Zones } from './zones.ts';

/** What a repair leaves behind, measured against the clean plate. */
export interface Remains {
  /** Share of the object (0–1) that the selection misses. */
  object: number;
  /** Mean loss of light in what is left of the shadow and of its soft end, levels (0–255); 0 when nothing is left. */
  shadow: number;
  softEnd: number;
  /** Mean absolute difference inside the selection, levels: the stain that the rim carried in. */
  stain: number;
  /** Share of the frame (0–1) that was made up. */
  madeUp: number;
}

const RADIUS = 2;
/** Share of a zone (0–1) below which what is left of it is a border of single pixels. */
const TRACE = 0.04;

export function remainsOf(clean: Pixels, result: Pixels, hole: Region, zones: Zones): Remains {
  const truth = meanLuma(clean, RADIUS);
  const now = meanLuma(result, RADIUS);
  const loss = (zone: Region) => {
    const left = meanOver(zone, (i) => (hole[i] ? 0 : 1));
    if (left < TRACE) return 0;
    return meanOver(
      zone.map((inside, i) => (inside && !hole[i] ? 1 : 0)),
      (i) => truth[i]! - now[i]!,
    );
  };
  return {
    object: meanOver(zones.object, (i) => (hole[i] ? 0 : 1)),
    shadow: loss(zones.shadow),
    softEnd: loss(zones.softEnd),
    stain: meanOver(hole, (i) => Math.abs(truth[i]! - now[i]!)),
    madeUp: hole.reduce((n, inside) => n + inside, 0) / hole.length,
  };
}

function meanOver(region: Region, value: (i: number) => number): number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < region.length; i++) {
    if (!region[i]) continue;
    sum += value(i);
    n++;
  }
  return n ? sum / n : 0;
}
