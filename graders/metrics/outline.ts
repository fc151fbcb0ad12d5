import type { Plane } from '../pixels/types.ts';
import { EDGE, dilated, HOLE, type Trimap } from './trimap.ts';

/** A stretch of the outline in a square tile. */
export interface Stretch {
  x: number;
  y: number;
  side: number;
  /** Pixels of outline in it. */
  length: number;
  /** Pixels by which the matte reaches beyond the true outline; negative: eaten away. */
  shift: number;
}

/**
 * How far the outline of a matte lies off the true one, tile by tile (1.8 % of the longer side): Σ(α − α*) over the band
 * divided by the outline's length Σ|∇α*|, the co-area formula, so that soft and hard edges measure alike. Holes that are
 * missed altogether are a mistake of their own and leave their edge out (`closed` holds their numbers).
 */
export function outlineShift(
  matte: Plane,
  truth: Plane,
  trimap: Trimap,
  closed: ReadonlySet<number>,
): Stretch[] {
  const { width, height, data } = truth;
  const side = Math.max(12, Math.round(Math.max(width, height) * 0.018));
  const columns = Math.ceil(width / side);
  const excess = new Float64Array(columns * Math.ceil(height / side));
  const length = new Float64Array(excess.length);
  const without = closed.size > 0 ? besideHoles(trimap, { width, height }, closed) : null;
  for (const i of trimap.unknown) {
    const kind = trimap.kind[i]!;
    if ((kind !== EDGE && kind < HOLE) || without?.[i]) continue;
    const x = i % width;
    const y = (i - x) / width;
    const gx = (data[x + 1 < width ? i + 1 : i]! - data[x > 0 ? i - 1 : i]!) / 510;
    const gy = (data[y + 1 < height ? i + width : i]! - data[y > 0 ? i - width : i]!) / 510;
    const tile = Math.floor(y / side) * columns + Math.floor(x / side);
    length[tile]! += Math.hypot(gx, gy);
    excess[tile]! += (matte.data[i]! - data[i]!) / 255;
  }
  const found: Stretch[] = [];
  for (let tile = 0; tile < length.length; tile++) {
    // Less than a quarter of a tile's side is a corner that another tile holds.
    if (length[tile]! < side / 4) continue;
    found.push({
      x: (tile % columns) * side,
      y: Math.floor(tile / columns) * side,
      side,
      length: length[tile]!,
      shift: excess[tile]! / length[tile]!,
    });
  }
  return found;
}

function besideHoles(
  { kind, reach }: Trimap,
  size: { width: number; height: number },
  closed: ReadonlySet<number>,
): Uint8Array {
  const mask = kind.map((v) => (v >= HOLE && closed.has(v - HOLE) ? 1 : 0));
  return dilated(mask, size, reach + 1);
}
