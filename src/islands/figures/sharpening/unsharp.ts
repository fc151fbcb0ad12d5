import type { Pixels } from '../healing/pixels.ts';

/** The three settings of an unsharp mask, as editors name them. */
export interface Mask {
  /** Standard deviation of the Gaussian, px; above 0. */
  radius: number;
  /** Per cent of the difference that is added. */
  amount: number;
  /** Levels (0–255) of difference below which a pixel stays as it is. */
  threshold: number;
}

/** The picture with `amount` per cent of its difference to a blurred copy added, wherever that is over the threshold. */
export function unsharp(picture: Pixels, { radius, amount, threshold }: Mask): Pixels {
  const { width, height } = picture;
  const data = new Uint8ClampedArray(picture.data);
  if (amount === 0) return { width, height, data };
  const soft = blurred(picture, radius);
  for (let i = 0; i < data.length; i += 4)
    for (let c = 0; c < 3; c++) {
      const old = picture.data[i + c]!;
      const difference = old - soft[i + c]!;
      if (Math.abs(difference) >= threshold) data[i + c] = old + (amount / 100) * difference;
    }
  return { width, height, data };
}

/** Gaussian blur, separable, cut at three standard deviations, edges repeated; alpha is left at 0. */
function blurred({ width, height, data }: Pixels, sigma: number): Float32Array {
  const reach = Math.ceil(3 * sigma);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-((k - reach) ** 2) / (2 * sigma ** 2)),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  const pass = (from: ArrayLike<number>, length: number, step: number, starts: number[]): Float32Array => {
    const out = new Float32Array(from.length);
    for (const start of starts)
      for (let i = 0; i < length; i++)
        for (let k = -reach; k <= reach; k++) {
          const at = start + Math.min(length - 1, Math.max(0, i + k)) * step;
          const weight = weights[k + reach]! / sum;
          const to = start + i * step;
          out[to]! += weight * from[at]!;
          out[to + 1]! += weight * from[at + 1]!;
          out[to + 2]! += weight * from[at + 2]!;
        }
    return out;
  };
  const rows = Array.from({ length: height }, (_, y) => 4 * y * width);
  const columns = Array.from({ length: width }, (_, x) => 4 * x);
  return pass(pass(data, width, 4, rows), height, 4 * width, columns);
}
