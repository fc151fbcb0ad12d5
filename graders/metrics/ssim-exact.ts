import type { Plane } from '../pixels/types.ts';
import { ssimOf } from './ssim-formula.ts';

/** Which window an exact SSIM looks through. */
export type Window = { kind: 'uniform'; size: number; sample: boolean } | { kind: 'gaussian'; sigma: number };

/**
 * Mean SSIM at every pixel whose window lies inside, exact in double precision: the truth that the block version is
 * tested against. Slow (about 60 operations a pixel): for small pictures.
 */
export function meanSsim(a: Plane, b: Plane, window: Window): number {
  const kernel = kernelOf(window);
  const correction =
    window.kind === 'uniform' && window.sample ? window.size ** 2 / (window.size ** 2 - 1) : 1;
  const filtered = [
    filter(a, (i) => a.data[i]!, kernel),
    filter(a, (i) => b.data[i]!, kernel),
    filter(a, (i) => a.data[i]! ** 2, kernel),
    filter(a, (i) => b.data[i]! ** 2, kernel),
    filter(a, (i) => a.data[i]! * b.data[i]!, kernel),
  ] as const;
  const [ma, mb, maa, mbb, mab] = filtered;
  let sum = 0;
  for (let i = 0; i < ma.length; i++) sum += ssimOf(ma[i]!, mb[i]!, maa[i]!, mbb[i]!, mab[i]!, correction);
  return sum / ma.length;
}

/** Uniform, or Gaussian cut at 3.5 σ. */
function kernelOf(window: Window): Float64Array {
  if (window.kind === 'uniform') return new Float64Array(window.size).fill(1 / window.size);
  const radius = Math.floor(3.5 * window.sigma + 0.5);
  const raw = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * window.sigma ** 2)),
  );
  const total = raw.reduce((x, y) => x + y, 0);
  return raw.map((v) => v / total);
}

/** Separable filter over the area where the window lies inside. */
function filter({ width, height }: Plane, value: (i: number) => number, kernel: Float64Array): Float64Array {
  const n = kernel.length;
  const w = width - n + 1;
  const h = height - n + 1;
  const across = new Float64Array(w * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < w; x++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += kernel[k]! * value(y * width + x + k);
      across[y * w + x] = sum;
    }
  const out = new Float64Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += kernel[k]! * across[(y + k) * w + x]!;
      out[y * w + x] = sum;
    }
  return out;
}
