import { ciede2000At } from '../colour/ciede2000.ts';
import { kernels, layOut, type Kernels } from '../kernels/kernels.ts';
import type { Cells } from './cells.ts';

/**
 * CIEDE2000 of every pair of cells. Both grids must be alike. Compiled in single precision: within
 * 0.0005 × (1 + ΔE00) of `compiled: null`, which is double.
 */
export function cellDeltaE(a: Cells, b: Cells, compiled: Kernels | null = kernels): Float32Array {
  if (a.columns !== b.columns || a.rows !== b.rows)
    throw new Error(`Expected a grid of ${a.columns}×${a.rows} cells but received ${b.columns}×${b.rows}`);
  const out = new Float32Array(a.columns * a.rows);
  if (compiled) compiledDeltaE(a.lab, b.lab, out, compiled);
  else for (let cell = 0; cell < out.length; cell++) ciede2000At(a.lab, b.lab, cell * 3, out, cell);
  return out;
}

/** Pairs handed over at a time: a multiple of four, small enough to stay in the processor's cache. */
const CHUNK = 4096;

function compiledDeltaE(p: Float32Array, q: Float32Array, out: Float32Array, compiled: Kernels): void {
  const [one, two, found] = layOut(compiled, compiled.base(), [CHUNK * 12, CHUNK * 12, CHUNK * 4]) as [
    number,
    number,
    number,
  ];
  const { buffer } = compiled.memory;
  const first = new Float32Array(buffer, one, CHUNK * 3);
  const second = new Float32Array(buffer, two, CHUNK * 3);
  const result = new Float32Array(buffer, found, CHUNK);
  for (let from = 0; from < out.length; from += CHUNK) {
    const pairs = Math.min(CHUNK, out.length - from);
    first.set(p.subarray(from * 3, (from + pairs) * 3));
    second.set(q.subarray(from * 3, (from + pairs) * 3));
    compiled.deltaE(one, two, found, (pairs + 3) & ~3);
    out.set(result.subarray(0, pairs), from);
    // Opposite hues.
    for (let i = from; i < from + pairs; i++) if (out[i]! < 0) ciede2000At(p, q, i * 3, out, i);
  }
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
