import type { Work } from '../work.ts';
import { readAvifBoxes } from './avif-boxes.ts';
import { alphaText } from './alpha-bits.ts';
import { ascii, utf8OrLatin1 } from './decode-text.ts';
import { readExifTexts } from './exif-texts.ts';
import { readJpegSegments } from './jpeg-segments.ts';
import { readPngChunks } from './png-chunks.ts';
import { NO_EXIF, TEXT_LIMIT, type Carried } from './types.ts';
import { readWebpRiff } from './webp-riff.ts';

/** Gathers the texts of a PNG, JPEG, WebP or AVIF, told by its first bytes; null for anything else. */
export function carriedBy(bytes: Uint8Array, work: Work): Carried | null {
  const head = ascii(bytes, 0, 40);
  if (head.startsWith('\x89PNG\r\n\x1a\n')) {
    const { text, exif } = readPngChunks(bytes, work);
    const alpha = () => alphaText(bytes, work);
    return { ...from(exif, null, work), text, alpha, xmp: text.get('XML:com.adobe.xmp') ?? '' };
  }
  if (head.startsWith('\xff\xd8')) {
    const { exif, xmp, comments } = readJpegSegments(bytes, work);
    return { ...from(exif, xmp, work), comments };
  }
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') {
    const { exif, xmp } = readWebpRiff(bytes, work);
    return from(exif, xmp, work);
  }
  if (head.slice(4, 8) === 'ftyp' && /avi[fs]/.test(head.slice(8))) {
    const { exif, xmp } = readAvifBoxes(bytes, work);
    return from(exif, xmp, work);
  }
  return null;
}

const from = (exif: Uint8Array | null, xmp: Uint8Array | null, work: Work): Carried => ({
  text: new Map(),
  exif: exif ? readExifTexts(exif, work) : NO_EXIF,
  xmp: xmp && xmp.length <= TEXT_LIMIT ? utf8OrLatin1(xmp) : '',
  comments: [],
  alpha: () => null,
});
