import type { Work } from '../work.ts';
import { ascii, utf8OrLatin1 } from './decode-text.ts';

export interface JpegSegments {
  exif: Uint8Array | null;
  xmp: Uint8Array | null;
  comments: string[];
}

const EXIF = 'Exif\0\0';
const XMP = 'http://ns.adobe.com/xap/1.0/\0';
const COMMENTS = 8;

/** Walks the marker segments up to the scan (ITU-T T.81, B.1.1): APP1 with EXIF or XMP, and comments. */
export function readJpegSegments(bytes: Uint8Array, work: Work): JpegSegments {
  const found: JpegSegments = { exif: null, xmp: null, comments: [] };
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && work.take()) {
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) break;
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    if (length < 2) break;
    const data = bytes.subarray(at + 4, at + 2 + length);
    if (marker === 0xe1 && ascii(data, 0, EXIF.length) === EXIF) found.exif ??= data.subarray(EXIF.length);
    else if (marker === 0xe1 && ascii(data, 0, XMP.length) === XMP) found.xmp ??= data.subarray(XMP.length);
    else if (marker === 0xfe && found.comments.length < COMMENTS) found.comments.push(utf8OrLatin1(data));
    at += 2 + length;
  }
  return found;
}
