import type { Sharp } from 'sharp';
import { sharp } from './codec.ts';
import type { FileFormat } from './format.ts';
import { faultOf, type Inspected } from './inspect.ts';
import type { Decoded, Fault, Plane, Raster } from './types.ts';

/** `transparent`: some pixel lets white through; not looked for where the alpha is kept. */
export type Decoding = ({ ok: true; transparent: boolean } & Decoded) | { ok: false; fault: Fault };

const WHITE = { r: 255, g: 255, b: 255 };

/**
 * All pixels as 8-bit sRGB: EXIF orientation applied, other profiles converted, alpha flattened on white,
 * 16 bits reduced to 8; the alpha beside it where it is to be kept. A file whose data ends early or is damaged is a fault, not half a picture.
 */
export async function decode(bytes: Uint8Array, inspected: Inspected, keepAlpha: boolean): Promise<Decoding> {
  const { facts } = inspected;
  try {
    const from = { bytes, ignoreIcc: !inspected.convert, limitInputPixels: facts.width * facts.height };
    if (keepAlpha && facts.hasAlpha) return { ok: true, transparent: false, ...(await layersOf(from)) };
    const [raster, transparent] = await Promise.all([pixelsOf(from), facts.hasAlpha && letsThrough(from)]);
    return { ok: true, transparent, raster, alpha: null };
  } catch (error) {
    return {
      ok: false,
      fault: { code: faultOf(error, bytes, facts.format as FileFormat), params: { file: facts.name } },
    };
  }
}

const TRUSTED = { ignoreIcc: false, limitInputPixels: 1e9 };

/** Pixels of a picture that is our own (start, reference): anything unreadable there throws. */
export const decodeTrusted = (bytes: Uint8Array): Promise<Raster> => pixelsOf({ bytes, ...TRUSTED });

/** The same with its alpha, where it has one. */
export async function decodeTrustedLayers(bytes: Uint8Array): Promise<Decoded> {
  const { hasAlpha } = await sharp(bytes).metadata();
  return hasAlpha ? layersOf({ bytes, ...TRUSTED }) : { raster: await decodeTrusted(bytes), alpha: null };
}

interface Encoded {
  bytes: Uint8Array;
  ignoreIcc: boolean;
  limitInputPixels: number;
}

const opened = ({ bytes, ...limits }: Encoded): Sharp => sharp(bytes, { ...limits, autoOrient: true });

async function pixelsOf(from: Encoded): Promise<Raster> {
  const { data, info } = await opened(from)
    .flatten({ background: WHITE })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`Expected 3 channels but received ${info.channels}`);
  return { width: info.width, height: info.height, data };
}

/** Colour laid on white and alpha apart. Colour × alpha is colour − (255 − alpha), which holds through every linear kernel. */
async function layersOf(from: Encoded): Promise<Decoded> {
  const { data, width, height } = await withAlpha(from);
  const raster: Raster = { width, height, data: new Uint8Array(width * height * 3) };
  const alpha: Plane = { width, height, data: new Uint8Array(width * height) };
  for (let i = 0, at = 0, from4 = 0; i < alpha.data.length; i++, at += 3, from4 += 4) {
    const a = data[from4 + 3]!;
    alpha.data[i] = a;
    for (let c = 0; c < 3; c++) raster.data[at + c] = 255 - a + (((data[from4 + c]! * a + 127) / 255) | 0);
  }
  return { raster, alpha };
}

async function letsThrough(from: Encoded): Promise<boolean> {
  const alpha = await opened(from).ensureAlpha().extractChannel('alpha').raw({ depth: 'uchar' }).toBuffer();
  return alpha.some((code) => code < 255);
}

/** Four interleaved channels, the colour not multiplied. */
async function withAlpha(from: Encoded): Promise<Raster> {
  const { data, info } = await opened(from)
    .ensureAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 4) throw new Error(`Expected 4 channels but received ${info.channels}`);
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
