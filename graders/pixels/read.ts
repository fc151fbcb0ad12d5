import type { Picture } from '../authoring/picture.ts';
import { decodeTrustedLayers } from './decode.ts';

/** One of our own pictures for authoring: oriented, sRGB, 0..1, its alpha beside it. 16-bit files are read at 8 bits. */
export async function read(bytes: Uint8Array): Promise<Picture> {
  const { raster, alpha } = await decodeTrustedLayers(bytes);
  const { width, height, data } = raster;
  if (!alpha) return { width, height, data: Float32Array.from(data, (value) => value / 255) };
  const colour = Float32Array.from(data, (value, i) => {
    const a = alpha.data[Math.floor(i / 3)]!;
    return a > 0 ? Math.min(1, (value - 255 + a) / a) : 1;
  });
  return { width, height, data: colour, alpha: Float32Array.from(alpha.data, (value) => value / 255) };
}
