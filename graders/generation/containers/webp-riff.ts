import type { Work } from '../work.ts';
import { ascii } from './decode-text.ts';

export interface Blocks {
  exif: Uint8Array | null;
  xmp: Uint8Array | null;
}

/** The `EXIF` and `XMP ` chunks of a WebP (RFC 9649, 2.3 and 2.7.1.5). Some writers prefix EXIF as JPEG does. */
export function readWebpRiff(bytes: Uint8Array, work: Work): Blocks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Blocks = { exif: null, xmp: null };
  let at = 12;
  while (at + 8 <= bytes.length && work.take()) {
    const length = view.getUint32(at + 4, true);
    const data = bytes.subarray(at + 8, at + 8 + length);
    const type = ascii(bytes, at, 4);
    if (type === 'EXIF') found.exif ??= ascii(data, 0, 6) === 'Exif\0\0' ? data.subarray(6) : data;
    if (type === 'XMP ') found.xmp ??= data;
    at += 8 + length + (length & 1);
  }
  return found;
}
