import type { Seam } from './seam-stretches.ts';

/** A line along the edge that neither side explains. */
export interface Rim {
  /** L* above (or below) both sides. */
  amount: number;
  /** px over which half of that is seen. */
  width: number;
}

/**
 * The extreme of the mean difference attempt − reference within half the band of the edge, beyond what the two outer
 * halves show: a halo, or a dark line.
 */
export function rimOf({ mine, theirs }: Pick<Seam, 'mine' | 'theirs'>): Rim {
  const n = 2 * mine.width;
  const residual = Float64Array.from({ length: n }, (_, d) => meanAt(mine.lightness, theirs.lightness, d, n));
  const half = mine.width >> 1;
  const outer = average(residual.subarray(0, half));
  const inner = average(residual.subarray(n - half));
  const low = Math.min(outer, inner);
  const high = Math.max(outer, inner);
  const beyond = residual.map((v, d) =>
    d < half || d >= n - half ? 0 : v > high ? v - high : v < low ? v - low : 0,
  );
  const peak = beyond.reduce((best, v) => (Math.abs(v) > Math.abs(best) ? v : best), 0);
  const width = beyond.filter((v) => peak !== 0 && v / peak > 0.5).length;
  return { amount: peak, width };
}

function meanAt(mine: Float64Array, theirs: Float64Array, d: number, n: number): number {
  let [sum, count] = [0, 0];
  for (let i = d; i < mine.length; i += n) {
    const v = mine[i]! - theirs[i]!;
    if (Number.isNaN(v)) continue;
    sum += v;
    count++;
  }
  return count > 0 ? sum / count : 0;
}

const average = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;
