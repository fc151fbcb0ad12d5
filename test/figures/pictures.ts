import type { Pixels } from '../../src/islands/figures/healing/pixels.ts';

/** A grey picture, one value per pixel. */
export function grey(width: number, height: number, value: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    const v = value(i % width, Math.floor(i / width));
    data.set([v, v, v, 255], 4 * i);
  }
  return { width, height, data };
}

export const valueAt = (picture: Pixels, x: number, y: number): number =>
  picture.data[4 * (y * picture.width + x)]!;

/** The largest difference of any channel. */
export function farthest(a: Pixels, b: Pixels): number {
  return a.data.reduce((most, v, i) => Math.max(most, Math.abs(v - b.data[i]!)), 0);
}
