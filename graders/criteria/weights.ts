import type { FileView } from './types.ts';

/** Weight 0..1 of every cell: inside the criterion's region and covered by the attempt. */
export function cellWeights({
  region,
  covered,
  attempt,
}: Pick<FileView, 'region' | 'covered' | 'attempt'>): Float32Array {
  const { columns, rows } = attempt.cells;
  const out = new Float32Array(columns * rows);
  if (!region && !covered) return out.fill(1);
  for (let i = 0; i < out.length; i++) out[i] = (region ? region.cells[i]! : 1) * (covered ? covered[i]! : 1);
  return out;
}
