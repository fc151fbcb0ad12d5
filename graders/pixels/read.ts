import type { Picture } from '../authoring/picture.ts';
import { decodeTrustedLayers } from './decode.ts';

/** One of our own pictures for authoring: oriented, sRGB, 0..1, its alpha beside it. 16-bit files are read at 8 bits. */
export async function read(bytes: Uint8Array): Promise<Picture> {
  const { raster, alpha } = await decodeTrustedLayers(bytes);
  const { width, height, data } = raster;
  if (!alpha) return { width, height, data: shares(data) };
  const colour = new Float32Array(data.length);
  for (let i = 0; i < colour.length; i++) {
    const a = alpha.data[Math.floor(i / 3)]!;
    colour[i] = a > 0 ? Math.min(1, (data[i]! - 255 + a) / a) : 1;
  }
  return { width, height, data: colour, alpha: shares(alpha.data) };
}

function shares(codes: Uint8Array): Float32Array {
  const out = new Float32Array(codes.length);
  for (let i = 0; i < out.length; i++) out[i] = codes[i]! / 255;
  return out;
}
