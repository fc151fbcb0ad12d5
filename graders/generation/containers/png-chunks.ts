import type { Work } from '../work.ts';
import { ascii, utf8OrLatin1 } from './decode-text.ts';
import { inflate } from './inflate.ts';
import { TEXT_LIMIT } from './types.ts';

/** What the ancillary chunks of a PNG say; image data is skipped. */
export interface PngChunks {
  text: Map<string, string>;
  exif: Uint8Array | null;
}

/** Chunks of one keyword or of many: more are not read. */
const TEXTS = 64;

/** Walks the chunks (PNG third edition, 5.3), also those behind the image data. A length beyond the file ends it. */
export function readPngChunks(bytes: Uint8Array, work: Work): PngChunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: PngChunks = { text: new Map(), exif: null };
  let at = 8;
  while (at + 12 <= bytes.length && work.take()) {
    const length = view.getUint32(at);
    const type = ascii(bytes, at + 4, 4);
    if (type === 'IEND' || length > bytes.length - at - 12) break;
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'eXIf') found.exif ??= data;
    else if (found.text.size < TEXTS && length <= TEXT_LIMIT) {
      const entry = textOf(type, data, work);
      if (entry && !found.text.has(entry.keyword)) found.text.set(entry.keyword, entry.text);
    }
    at += 12 + length;
  }
  return found;
}

interface Entry {
  keyword: string;
  text: string;
}

/** `tEXt`, `zTXt` and `iTXt` (11.3.4). */
function textOf(type: string, data: Uint8Array, work: Work): Entry | null {
  if (type !== 'tEXt' && type !== 'zTXt' && type !== 'iTXt') return null;
  const end = data.subarray(0, 80).indexOf(0);
  if (end < 1) return null;
  const keyword = utf8OrLatin1(data.subarray(0, end));
  const rest = data.subarray(end + 1);
  const body =
    type === 'tEXt' ? rest : type === 'zTXt' ? unzipped(rest.subarray(1), work) : international(rest, work);
  return body && work.take(body.length >> 10) ? { keyword, text: utf8OrLatin1(body) } : null;
}

const unzipped = (data: Uint8Array, work: Work): Uint8Array | null => inflate(data, TEXT_LIMIT, work);

/** Compression flag, method, language tag and translated keyword stand before the text. */
function international(data: Uint8Array, work: Work): Uint8Array | null {
  const language = data.indexOf(0, 2);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  if (translated < 0) return null;
  const text = data.subarray(translated + 1);
  return data[0] === 1 ? unzipped(text, work) : text;
}
