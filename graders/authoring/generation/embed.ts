import { zlibSync } from 'fflate';
import { crc32 } from './crc32.ts';
import { exifBlock, type ExifTags } from './exif-block.ts';

/** What goes into a file beside its pixels. */
export interface Embedded {
  /** PNG text chunks by keyword. */
  text?: Record<string, string>;
  exif?: ExifTags;
  /** A whole XMP packet. */
  xmp?: string;
}

export interface PngOptions {
  /** `tEXt` holds UTF-8 as most generators write it; `iTXt` says so; `zTXt` and `iTXt` may be deflated. */
  chunk?: 'tEXt' | 'zTXt' | 'iTXt' | 'iTXt-deflated';
}

const utf8 = new TextEncoder();

/** Puts metadata into a PNG, JPEG or WebP as their generators do; pixels stay as they are. Other formats: throws. */
export function embed(file: Uint8Array, what: Embedded, options: PngOptions = {}): Uint8Array {
  if (file[0] === 0x89) return intoPng(file, what, options);
  if (file[0] === 0xff) return intoJpeg(file, what);
  if (file[0] === 0x52) return intoWebp(file, what);
  throw new TypeError('expected a PNG, JPEG or WebP');
}

/** Chunks go behind IHDR, which always takes the bytes 8 to 33. */
function intoPng(
  file: Uint8Array,
  { text = {}, exif, xmp }: Embedded,
  { chunk = 'tEXt' }: PngOptions,
): Uint8Array {
  const chunks = Object.entries(text).map(([keyword, value]) => textChunk(chunk, keyword, value));
  if (exif) chunks.push(pngChunk('eXIf', exifBlock(exif)));
  if (xmp !== undefined) chunks.push(textChunk('iTXt', 'XML:com.adobe.xmp', xmp));
  return joined([file.subarray(0, 33), ...chunks, file.subarray(33)]);
}

function textChunk(type: NonNullable<PngOptions['chunk']>, keyword: string, value: string): Uint8Array {
  const name = utf8.encode(`${keyword}\0`);
  const body = utf8.encode(value);
  const deflated = type === 'zTXt' || type === 'iTXt-deflated';
  const data = deflated ? zlibSync(body) : body;
  const head = type === 'tEXt' ? [] : type === 'zTXt' ? [0] : [deflated ? 1 : 0, 0, 0, 0];
  return pngChunk(type.slice(0, 4), joined([name, Uint8Array.from(head), data]));
}

/** Length, type, data and the check sum over type and data (PNG third edition, 5.3). */
export function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const named = joined([utf8.encode(type), data]);
  return joined([uint32(data.length), named, uint32(crc32(named))]);
}

function intoJpeg(file: Uint8Array, { exif, xmp }: Embedded): Uint8Array {
  const segment = (marker: string, data: Uint8Array): Uint8Array => {
    const body = joined([utf8.encode(marker), data]);
    if (body.length > 65533) throw new RangeError(`expected at most 65533 bytes but received ${body.length}`);
    return joined([Uint8Array.of(0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255), body]);
  };
  const parts = [
    ...(exif ? [segment('Exif\0\0', exifBlock(exif))] : []),
    ...(xmp === undefined ? [] : [segment('http://ns.adobe.com/xap/1.0/\0', utf8.encode(xmp))]),
  ];
  return joined([file.subarray(0, 2), ...parts, file.subarray(2)]);
}

const EXIF_FLAG = 8;
const XMP_FLAG = 4;

/** A simple file becomes an extended one: VP8X in front, EXIF and XMP behind (RFC 9649, 2.7). */
function intoWebp(file: Uint8Array, { exif, xmp }: Embedded): Uint8Array {
  const extended = String.fromCharCode(...file.subarray(12, 16)) === 'VP8X';
  const size = new DataView(file.buffer, file.byteOffset);
  const lossless = file[15] === 0x4c;
  const bits = lossless ? size.getUint32(21, true) : 0;
  const width = lossless ? (bits & 0x3fff) + 1 : size.getUint16(26, true) & 0x3fff;
  const height = lossless ? ((bits >> 14) & 0x3fff) + 1 : size.getUint16(28, true) & 0x3fff;
  const head = extended
    ? file.slice(12, 30)
    : riff('VP8X', Uint8Array.of(0, 0, 0, 0, ...uint24(width - 1), ...uint24(height - 1)));
  head[8] = head[8]! | (exif ? EXIF_FLAG : 0) | (xmp === undefined ? 0 : XMP_FLAG);
  const body = joined([
    utf8.encode('WEBP'),
    head,
    file.subarray(extended ? 30 : 12),
    ...(exif ? [riff('EXIF', exifBlock(exif))] : []),
    ...(xmp === undefined ? [] : [riff('XMP ', utf8.encode(xmp))]),
  ]);
  return joined([utf8.encode('RIFF'), uint32(body.length, true), body]);
}

const riff = (type: string, data: Uint8Array): Uint8Array =>
  joined([utf8.encode(type), uint32(data.length, true), data, new Uint8Array(data.length & 1)]);

const uint24 = (value: number): number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255];

function uint32(value: number, little = false): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, little);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
