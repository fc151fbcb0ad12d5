import { sharp } from './codec.ts';
import type { FileFormat } from './format.ts';
import { faultOf, type Inspected } from './inspect.ts';
import type { Fault, Plane, Raster } from './types.ts';

export type Decoded = { ok: true; raster: Raster } | { ok: false; fault: Fault };

const WHITE = { r: 255, g: 255, b: 255 };

/**
 * All pixels as 8-bit sRGB: EXIF orientation applied, other profiles converted, alpha flattened on white,
 * 16 bits reduced to 8. A file whose data ends early or is damaged is a fault, not half a picture.
 */
export async function decode(bytes: Uint8Array, inspected: Inspected): Promise<Decoded> {
  const { facts } = inspected;
  try {
    const raster = await pixelsOf(bytes, !inspected.convert, facts.width * facts.height);
    return { ok: true, raster };
  } catch (error) {
    return {
      ok: false,
      fault: { code: faultOf(error, bytes, facts.format as FileFormat), params: { file: facts.name } },
    };
  }
}

/** Pixels of a picture that is our own (start, reference): anything unreadable there is a bug and throws. */
export const decodeTrusted = (bytes: Uint8Array): Promise<Raster> => pixelsOf(bytes, false, 1e9);

async function pixelsOf(bytes: Uint8Array, ignoreIcc: boolean, limitInputPixels: number): Promise<Raster> {
  const { data, info } = await sharp(bytes, { ignoreIcc, limitInputPixels, autoOrient: true })
    .flatten({ background: WHITE })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`Expected 3 channels but received ${info.channels}`);
  return { width: info.width, height: info.height, data };
}

/** A mask as one channel, white = inside. */
export async function decodeMask(bytes: Uint8Array): Promise<Plane> {
  const { data, info } = await sharp(bytes, { ignoreIcc: true })
    .removeAlpha()
    .toColourspace('b-w')
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** The size a picture of our own will decode to. */
export async function sizeOfTrusted(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  const { autoOrient } = await sharp(bytes).metadata();
  return { width: autoOrient.width, height: autoOrient.height };
}
