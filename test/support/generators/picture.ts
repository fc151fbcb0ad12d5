import sharp from 'sharp';
import { withTexts } from '#server/lab/png-text.ts';

/** A picture that differs by its seed, as PNG, with text chunks where some are given. */
export async function generatedPng(
  seed: number,
  texts: Record<string, string> = {},
  [width, height]: [number, number] = [64, 64],
): Promise<Uint8Array> {
  const data = Buffer.alloc(width * height * 3);
  for (let i = 0; i < data.length; i++) data[i] = (i * 7 + seed * 31) % 256;
  const bytes = await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  return new Uint8Array(Object.keys(texts).length > 0 ? withTexts(bytes, texts) : bytes);
}
