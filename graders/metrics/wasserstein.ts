/**
 * Wasserstein-1 (earth mover's) distance of two histograms over the same bins, in bins: the area between the
 * cumulative shares. `signed` is positive where `a` lies higher than `b`.
 */
export function emd(a: ArrayLike<number>, b: ArrayLike<number>): { distance: number; signed: number } {
  const totalA = sum(a);
  const totalB = sum(b);
  let run = 0;
  let distance = 0;
  let signed = 0;
  for (let i = 0; i < a.length - 1; i++) {
    run += a[i]! / totalA - b[i]! / totalB;
    distance += Math.abs(run);
    signed -= run;
  }
  return { distance, signed };
}

/** The same for two weighted sets of points on a line (SciPy's `wasserstein_distance`). */
export function wasserstein1d(
  u: readonly number[],
  v: readonly number[],
  uw?: readonly number[],
  vw?: readonly number[],
): number {
  const points = [
    ...u.map((x, i) => ({ x, w: (uw?.[i] ?? 1) / (uw ? sum(uw) : u.length) })),
    ...v.map((x, i) => ({ x, w: -(vw?.[i] ?? 1) / (vw ? sum(vw) : v.length) })),
  ].sort((p, q) => p.x - q.x);
  let run = 0;
  let distance = 0;
  for (let i = 0; i < points.length - 1; i++) {
    run += points[i]!.w;
    distance += Math.abs(run) * (points[i + 1]!.x - points[i]!.x);
  }
  return distance;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
