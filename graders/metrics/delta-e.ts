import { ciede2000At } from '../colour/ciede2000.ts';
import type { Cells } from './cells.ts';

/** CIEDE2000 of every pair of cells. Both grids must be alike. */
export function cellDeltaE(a: Cells, b: Cells): Float32Array {
  if (a.columns !== b.columns || a.rows !== b.rows)
    throw new Error(`Expected a grid of ${a.columns}×${a.rows} cells but received ${b.columns}×${b.rows}`);
  const out = new Float32Array(a.columns * a.rows);
  const p = a.lab;
  const q = b.lab;
  for (let cell = 0, at = 0; cell < out.length; cell++, at += 3) {
    if (p[at] === q[at] && p[at + 1] === q[at + 1] && p[at + 2] === q[at + 2]) continue;
    ciede2000At(p, q, at, out, cell);
  }
  return out;
}

/** Mean of `values` by `weights` (null: all alike); 0 where nothing weighs. */
export function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number> | null): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const w = weights ? weights[i]! : 1;
    sum += w * values[i]!;
    total += w;
  }
  return total > 0 ? sum / total : 0;
}
