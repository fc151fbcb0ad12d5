import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
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

/** One PNG chunk. */
export function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** Behind the header of a PNG. */
export const inserted = (file: Uint8Array, ...chunks: Uint8Array[]): Uint8Array =>
  Buffer.concat([file.subarray(0, 33), ...chunks, file.subarray(33)]);

/** A PNG with a profile assigned, its numbers left as they are. */
export const withProfile = async (raster: Raster, profile: Uint8Array): Promise<Uint8Array> =>
  inserted(await png(raster), chunk('iCCP', Buffer.concat([Buffer.from('p\0\0'), deflateSync(profile)])));
