export const FORMATS = ['jpeg', 'webp', 'avif'] as const;
export type Format = (typeof FORMATS)[number];

export const NAMES: Record<Format, string> = { jpeg: 'JPEG', webp: 'WebP', avif: 'AVIF' };

/** One encoding of the master: the file's own bytes, and its mean SSIM to the master (luma, 8 × 8 windows). */
export interface Step {
  format: Format;
  quality: number;
  bytes: number;
  ssim: number;
}

/** The encoding closest to the master among those within the budget, or null when none is. */
export function bestWithin<T extends Step>(steps: readonly T[], budget: number): T | null {
  const affordable = steps.filter((step) => step.bytes <= budget);
  return affordable.reduce<T | null>(
    (best, step) => (best === null || step.ssim > best.ssim ? step : best),
    null,
  );
}

/** Bytes as a web budget counts them: 1 kB = 1000 bytes. */
export const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;

/** The slow 4G that Lighthouse simulates for a telephone: 1.6 Mbit/s. Round trips come on top. */
const BITS_A_SECOND = 1.6e6;
export const seconds = (bytes: number): string => `${((8 * bytes) / BITS_A_SECOND).toFixed(1)} s`;

/** Height of a similarity on a scale where each halving of the loss is the same step: −log10(1 − SSIM). */
export const closeness = (ssim: number): number => -Math.log10(1 - ssim);

/** Bytes of the curve through `steps` at an SSIM between two of them, by the logarithm of the bytes; null outside. */
export function bytesAt(steps: readonly Step[], ssim: number): number | null {
  const rising = [...steps].sort((a, b) => a.ssim - b.ssim);
  const i = rising.findIndex((step) => step.ssim >= ssim);
  const above = rising[i];
  const below = rising[i - 1];
  if (above === undefined || (below === undefined && above.ssim !== ssim)) return null;
  if (below === undefined) return above.bytes;
  const share = (closeness(ssim) - closeness(below.ssim)) / (closeness(above.ssim) - closeness(below.ssim));
  return below.bytes * (above.bytes / below.bytes) ** share;
}
