import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import type { Plane, Raster } from '#graders/pixels/types.ts';
import type { PictureFile } from '#graders/types.ts';

/** Encodes a raster by sharp, as a learner's editor would. */
export const from = ({ width, height, data }: Raster): Sharp =>
  sharp(data, { raw: { width, height, channels: 3 } });

export const png = (raster: Raster): Promise<Uint8Array> =>
  from(raster).png({ compressionLevel: 2 }).toBuffer();

export const maskPng = ({ width, height, data }: Plane): Promise<Uint8Array> =>
  sharp(data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();

/** White inside the boxes [x, y, width, height]. */
export function boxes(
  size: { width: number; height: number },
  ...inside: [number, number, number, number][]
): Plane {
  const data = new Uint8Array(size.width * size.height);
  for (const [x, y, w, h] of inside)
    for (let row = y; row < y + h; row++) data.fill(255, row * size.width + x, row * size.width + x + w);
  return { width: size.width, height: size.height, data };
}

export const pictureFile = (path: string, bytes: Uint8Array): PictureFile => ({
  path,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: () => Promise.resolve(bytes),
});
