import type { FileFormat } from '../format.ts';
import { avifBlocks } from './avif.ts';
import { jpegBlocks } from './jpeg.ts';
import { pngBlocks } from './png.ts';
import { tiffBlocks } from './tiff.ts';
import type { Blocks } from './types.ts';
import { webpBlocks } from './webp.ts';

const READERS: Readonly<Record<FileFormat, (bytes: Uint8Array) => Blocks>> = {
  jpeg: jpegBlocks,
  png: pngBlocks,
  webp: webpBlocks,
  avif: avifBlocks,
  tiff: tiffBlocks,
};

/** Walks the container without decoding a pixel. Whatever is damaged reads as absent. */
export const readBlocks = (bytes: Uint8Array, format: FileFormat): Blocks => READERS[format](bytes);
