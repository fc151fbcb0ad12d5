import type { Picture } from '../authoring/picture.ts';
import { decodeTrusted } from './decode.ts';

/** One of our own pictures for authoring: oriented, sRGB, 0..1. 16-bit files are read at 8 bits. */
export async function read(bytes: Uint8Array): Promise<Picture> {
  const { width, height, data } = await decodeTrusted(bytes);
  return { width, height, data: Float32Array.from(data, (value) => value / 255) };
}
