/** Stabilising constants for a data range of 255 (Wang, Bovik, Sheikh & Simoncelli 2004). */
export const C1 = (0.01 * 255) ** 2;
export const C2 = (0.03 * 255) ** 2;

/** SSIM from means, mean squares and mean product; `correction` is n/(n−1) for sample covariance. */
export function ssimOf(
  ma: number,
  mb: number,
  maa: number,
  mbb: number,
  mab: number,
  correction: number,
): number {
  const va = correction * (maa - ma * ma);
  const vb = correction * (mbb - mb * mb);
  const cov = correction * (mab - ma * mb);
  return ((2 * ma * mb + C1) * (2 * cov + C2)) / ((ma * ma + mb * mb + C1) * (va + vb + C2));
}
