import { linearToLab } from '#graders/colour/lab.ts';
import { LINEAR } from '#graders/colour/srgb.ts';
import type { Gains } from './gains.ts';

/** The mean colour of a small square, in linear light. */
export interface Patch {
  linear: Gains;
  /** Share 0..1 of its pixels that have a channel at 254 or more: no gain can bring these back. */
  clipped: number;
}

export type Lab = readonly [number, number, number];

/** A square of (2·radius + 1)² pixels about the middle, as far as it lies in the picture. */
export function patchAt(
  { width, height, data }: Pick<ImageData, 'width' | 'height' | 'data'>,
  x: number,
  y: number,
  radius: number,
): Patch {
  const sum = [0, 0, 0];
  let clipped = 0;
  let count = 0;
  for (let row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++) {
    for (let column = Math.max(0, x - radius); column <= Math.min(width - 1, x + radius); column++) {
      const at = 4 * (row * width + column);
      for (let c = 0; c < 3; c++) sum[c]! += LINEAR[data[at + c]!]!;
      if (Math.max(data[at]!, data[at + 1]!, data[at + 2]!) > 253) clipped++;
      count++;
    }
  }
  return { linear: [sum[0]! / count, sum[1]! / count, sum[2]! / count], clipped: clipped / count };
}

/** L*a*b* (D65) of a linear colour under gains, each channel held to 1 as in the file. */
export function labOf(linear: Gains, gains: Gains): Lab {
  const out = new Float32Array(3);
  const [r, g, b] = linear.map((value, c) => Math.min(1, value * gains[c]!)) as [number, number, number];
  linearToLab(r, g, b, out, 0);
  return [out[0]!, out[1]!, out[2]!];
}
