import type { Settings } from './sheet.ts';

/**
 * What stands in for a generator: a finished render is softened and made noisy as if too few steps had been taken, and
 * pushed in contrast and saturation as high guidance pushes. The shape of the effects is the real one, their size is set
 * by eye.
 */

/** Standard deviation of what noise is left, in code values. */
export const leftNoise = (steps: number): number => 110 * Math.exp(-steps / 4);

/** Radius of the detail not yet resolved, in px of a picture 300 px wide. */
export const softness = (steps: number): number => Math.round(9 * Math.exp(-steps / 5.5));

/** Factors on contrast about mid grey and on saturation; 1 at a guidance of 7. */
export const push = (guidance: number): { contrast: number; saturation: number } => ({
  contrast: 1 + 0.075 * (guidance - 7),
  saturation: 1 + 0.11 * (guidance - 7),
});

/** Uniform numbers in 0…1 from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Mean of each channel over a square of 2 `radius` + 1 px, edges repeated; RGBA in and out. */
export function soften(
  data: Uint8ClampedArray,
  width: number,
  height: number,
  radius: number,
): Uint8ClampedArray {
  if (radius === 0) return data;
  const pass = (from: Uint8ClampedArray, count: number, lines: number, step: number, next: number) => {
    const to = new Uint8ClampedArray(from);
    for (let line = 0; line < lines; line += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        const at = (i: number) => from[line * next + Math.min(count - 1, Math.max(0, i)) * step + channel]!;
        let sum = 0;
        for (let i = -radius; i <= radius; i += 1) sum += at(i);
        for (let i = 0; i < count; i += 1) {
          to[line * next + i * step + channel] = Math.round(sum / (2 * radius + 1));
          sum += at(i + radius + 1) - at(i - radius);
        }
      }
    }
    return to;
  };
  return pass(pass(data, width, height, 4, 4 * width), height, width, 4 * width, 4);
}

/** A frame as these settings leave it. RGBA, 8 bit; the input is not changed. */
export function stand(
  data: Uint8ClampedArray,
  width: number,
  height: number,
  { seed, steps, guidance }: Settings,
): Uint8ClampedArray {
  const soft = soften(data, width, height, softness(steps));
  const out = new Uint8ClampedArray(soft.length);
  const { contrast, saturation } = push(guidance);
  const sigma = leftNoise(steps);
  const random = randomFrom(Number(BigInt(seed) % 2n ** 32n));
  for (let i = 0; i < soft.length; i += 4) {
    const luma = 0.2126 * soft[i]! + 0.7152 * soft[i + 1]! + 0.0722 * soft[i + 2]!;
    for (let channel = 0; channel < 3; channel += 1) {
      // Three uniform numbers: near enough to a Gaussian, and their variance is 1/4.
      const noise = 2 * (random() + random() + random() - 1.5) * sigma;
      const coloured = luma + saturation * (soft[i + channel]! - luma);
      out[i + channel] = Math.round(118 + contrast * (coloured - 118) + noise);
    }
    out[i + 3] = soft[i + 3]!;
  }
  return out;
}
