import type { Plane, Raster } from '../pixels/types.ts';

/** BT.709 luma by the weights of `lumaOf`, of four pixels added up. */
const ofFour = (r: number, g: number, b: number): number => (54 * r + 183 * g + 19 * b + 512) >> 10;

/** 8-bit luma at half the size, of means of 2×2 codes; a last odd column or row is left out. */
export function halfLuma(picture: Raster): Plane {
  const width = picture.width >> 1;
  const height = picture.height >> 1;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) halfLumaLine(picture, y, data.subarray(y * width, (y + 1) * width));
  return { width, height, data };
}

/** One line of it, or as much of its beginning as there is room for. */
export function halfLumaLine({ width, data }: Raster, y: number, out: Uint8Array): void {
  const stride = width * 3;
  for (let x = 0, p = 2 * y * stride, q = p + stride; x < out.length; x++, p += 6, q += 6)
    out[x] = ofFour(
      data[p]! + data[p + 3]! + data[q]! + data[q + 3]!,
      data[p + 1]! + data[p + 4]! + data[q + 1]! + data[q + 4]!,
      data[p + 2]! + data[p + 5]! + data[q + 2]! + data[q + 5]!,
    );
}
