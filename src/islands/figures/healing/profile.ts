import type { Pixels } from './pixels.ts';

/** Columns averaged on each side of the line, so that grain does not hide the tone. */
const SIDE = 3;

/** Luma (0–255) from top to bottom along the upright line at `x`, from `top` to `bottom` (whole pixels, bottom included). */
export function profile(picture: Pixels, x: number, top: number, bottom: number): number[] {
  const { width, height, data } = picture;
  const out: number[] = [];
  const left = Math.max(0, x - SIDE);
  const right = Math.min(width - 1, x + SIDE);
  for (let y = Math.max(0, top); y <= Math.min(height - 1, bottom); y++) {
    let sum = 0;
    for (let u = left; u <= right; u++) {
      const i = 4 * (y * width + u);
      sum += 0.2126 * data[i]! + 0.7152 * data[i + 1]! + 0.0722 * data[i + 2]!;
    }
    out.push(sum / (right - left + 1));
  }
  return out;
}
