import type { Cells } from './cells.ts';

/** Variance (L*²) below which a surface counts as plain, so that two plain ones compare as alike. */
const PLAIN = 1;

export interface Shading {
  /** 1 − (2·cov + 1) / (σ₁² + σ₂² + 1) of the cells' L*: 0 alike, 1 unrelated or filled flat, at most 2. */
  dissimilarity: number;
  /** Standard deviation of L* over the target's, 1 L* added to both. */
  contrast: number;
}

/** How alike light and shadow lie on a surface, whatever its mean: Lin's concordance (1989) about the means. */
export function shadingOf(mine: Cells, theirs: Cells, weights: ArrayLike<number>): Shading {
  let [n, p, q, pp, qq, pq] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < weights.length; i++) {
    const w = weights[i]!;
    const [x, y] = [mine.lab[i * 3]!, theirs.lab[i * 3]!];
    n += w;
    p += w * x;
    q += w * y;
    pp += w * x * x;
    qq += w * y * y;
    pq += w * x * y;
  }
  if (n === 0) return { dissimilarity: 0, contrast: 1 };
  const own = Math.max(0, pp / n - (p / n) ** 2);
  const target = Math.max(0, qq / n - (q / n) ** 2);
  const together = pq / n - (p / n) * (q / n);
  return {
    dissimilarity: 1 - (2 * together + PLAIN) / (own + target + PLAIN),
    contrast: (Math.sqrt(own) + 1) / (Math.sqrt(target) + 1),
  };
}
