import type { Cells } from './cells.ts';
import { cellDeltaE } from './delta-e.ts';

/** Side of the square grid that pictures of any size are brought to. */
const SIDE = 16;

/** Mean L*a*b* on a grid of 16 × 16, row after row, whatever the size and shape of the picture. */
export function smallPicture({ columns, rows, lab }: Cells): Cells {
  const out = new Float32Array(SIDE * SIDE * 3);
  const count = new Uint32Array(SIDE * SIDE);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const at = Math.floor((y * SIDE) / rows) * SIDE + Math.floor((x * SIDE) / columns);
      count[at]!++;
      for (let c = 0; c < 3; c++) out[at * 3 + c]! += lab[(y * columns + x) * 3 + c]!;
    }
  for (let i = 0; i < out.length; i++) out[i]! /= Math.max(1, count[(i / 3) | 0]!);
  return { columns: SIDE, rows: SIDE, lab: out };
}

/** Mean CIEDE2000 between two small pictures. */
export function smallDifference(a: Cells, b: Cells): number {
  const deltas = cellDeltaE(a, b);
  return deltas.reduce((sum, delta) => sum + delta, 0) / deltas.length;
}

/**
 * How alike two small pictures are laid out, −1..1: Pearson's correlation of their L*, a* and b* together, each about
 * its own mean. Exposure, contrast and a cast over the whole do not matter. A flat picture is like nothing: 0.
 */
export function smallLikeness(a: Cells, b: Cells): number {
  const [p, q] = [centred(a.lab), centred(b.lab)];
  let [pq, pp, qq] = [0, 0, 0];
  for (let i = 0; i < p.length; i++) {
    pq += p[i]! * q[i]!;
    pp += p[i]! ** 2;
    qq += q[i]! ** 2;
  }
  return pp * qq > 1e-6 ? pq / Math.sqrt(pp * qq) : 0;
}

function centred(lab: Float32Array): Float32Array {
  const mean = [0, 0, 0];
  for (let i = 0; i < lab.length; i++) mean[i % 3]! += (lab[i]! * 3) / lab.length;
  return lab.map((value, i) => value - mean[i % 3]!);
}
