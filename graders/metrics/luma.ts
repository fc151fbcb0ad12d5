import type { Plane, Raster } from '../pixels/types.ts';

/** 8-bit luma Y' of ITU-R BT.709, rounded, by integer weights (54, 183, 19 of 256). */
export const lumaOf = (r: number, g: number, b: number): number => (54 * r + 183 * g + 19 * b + 128) >> 8;

export function measureLuma({ width, height, data }: Raster): Plane {
  const out = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < out.length; i++, at += 3)
    out[i] = lumaOf(data[at]!, data[at + 1]!, data[at + 2]!);
  return { width, height, data: out };
}
