import type { Plane } from '../pixels/types.ts';
import { cellGrid } from './cells.ts';
import { BACKGROUND, BODY, EDGE, HOLE, SOFT, type Trimap } from './trimap.ts';

/** What is left on or lost of every part, in shares of the part; of the known parts, in shares of the subject. */
export function leftInParts(mine: Plane, truth: Plane, { kind, holes, body, soft }: Trimap) {
  const excess = new Float64Array(HOLE + holes.length);
  const off = new Float64Array(HOLE + holes.length);
  for (let i = 0; i < kind.length; i++) {
    if (kind[i] === EDGE) continue;
    const d = (mine.data[i]! - truth.data[i]!) / 255;
    excess[kind[i]!]! += d;
    off[kind[i]!]! += Math.abs(d);
  }
  const subject = Math.max(1, body);
  return {
    holes: holes.map(({ clear }, n) => Math.min(1, Math.max(0, excess[HOLE + n]! / clear))),
    softOff: soft > 0 ? off[SOFT]! / soft : 0,
    softSigned: soft > 0 ? excess[SOFT]! / soft : 0,
    background: off[BACKGROUND]! / subject,
    body: off[BODY]! / subject,
  };
}

/** Mean α − α* by cell. */
export function signedMap(mine: Plane, { width, height, data }: Plane): Float32Array {
  const { columns, rows } = cellGrid({ width, height });
  const sum = new Float32Array(columns * rows);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++)
      sum[(y >> 3) * columns + (x >> 3)]! += (mine.data[i]! - data[i]!) / (255 * 64);
  return sum;
}
