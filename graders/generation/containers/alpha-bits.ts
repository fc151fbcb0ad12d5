import { gunzipSync, Unzlib } from 'fflate';
import type { Work } from '../work.ts';
import { ascii, utf8OrLatin1 } from './decode-text.ts';

/** What stands first, in bits of the alpha channel; then a 32-bit length in bits, then a gzip stream. */
const MAGIC = 'stealth_pngcomp';
const HEAD_BITS = 8 * MAGIC.length + 32;
const MOST_BYTES = 64 << 10;
const MOST_TEXT = 1 << 20;
const MOST_PIXELS = 12e6;
/** Bytes handed to the decompressor at a time, and steps of work that a kilobyte of pixels counts. */
const SLICE = 4096;
const STEPS_PER_KB = 8;

class Enough extends Error {}

/**
 * The copy of its texts that NovelAI leaves in the lowest bit of a PNG's alpha channel, column by column from the top
 * left, highest bit first: what stays when a site strips the text chunks. Null where there is none. Only 8-bit RGBA
 * without interlacing is looked at, and a picture that does not begin with the mark is left after 120 rows.
 */
export function alphaText(bytes: Uint8Array, work: Work): string | null {
  const size = rgbaSize(bytes);
  if (!size) return null;
  const { width, height } = size;
  const columns = Math.min(width, Math.ceil((HEAD_BITS + 8 * MOST_BYTES) / height));
  const alpha = new Uint8Array(columns * height);
  const rows = rowReader(width, columns, (row, values) => {
    for (let x = 0; x < columns; x++) alpha[x * height + row] = values[4 * x + 3]! & 1;
    if (row === 8 * MAGIC.length - 1 && ascii(bytesAt(alpha, 0, MAGIC.length), 0, 15) !== MAGIC)
      throw new Enough();
    if (row === height - 1) throw new Enough();
  });
  if (!readRows(bytes, rows, work)) return null;
  if (ascii(bytesAt(alpha, 0, MAGIC.length), 0, MAGIC.length) !== MAGIC) return null;
  const length = new DataView(bytesAt(alpha, 8 * MAGIC.length, 4).buffer).getUint32(0) >> 3;
  if (length > MOST_BYTES || HEAD_BITS + 8 * length > alpha.length) return null;
  return unpacked(bytesAt(alpha, HEAD_BITS, length));
}

/** Of the header chunk (PNG third edition, 11.2.1): 8 bits a sample, colour type 6, not interlaced. */
function rgbaSize(bytes: Uint8Array): { width: number; height: number } | null {
  if (bytes.length < 33 || ascii(bytes, 12, 4) !== 'IHDR') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const plain = bytes[24] === 8 && bytes[25] === 6 && bytes[28] === 0;
  return plain && width > 0 && height > 0 && width * height <= MOST_PIXELS && width * height >= HEAD_BITS
    ? { width, height }
    : null;
}

const bytesAt = (bits: Uint8Array, from: number, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, (_, at) => {
    let byte = 0;
    for (let bit = 0; bit < 8; bit++) byte = (byte << 1) | (bits[from + 8 * at + bit] ?? 0);
    return byte;
  });

/** Puts rows together from pieces of the filtered stream and gives the first columns of each, unfiltered (9.2). */
function rowReader(width: number, columns: number, take: (row: number, values: Uint8Array) => void) {
  const stride = 1 + 4 * width;
  const kept = 4 * columns;
  let [values, above] = [new Uint8Array(kept), new Uint8Array(kept)];
  let [row, place, filter] = [0, 0, 0];
  return (piece: Uint8Array): void => {
    for (let at = 0; at < piece.length;) {
      if (place === 0) filter = piece[at]!;
      const wanted = Math.min(kept + 1, stride) - place;
      const here = Math.min(piece.length - at, stride - place);
      const copy = Math.min(here, Math.max(0, wanted));
      for (let i = place === 0 ? 1 : 0; i < copy; i++) values[place + i - 1] = piece[at + i]!;
      place += here;
      at += here;
      if (place < stride) continue;
      unfilter(filter, values, above);
      take(row, values);
      [values, above] = [above, values];
      [row, place] = [row + 1, 0];
    }
  };
}

function unfilter(filter: number, values: Uint8Array, above: Uint8Array): void {
  for (let i = 0; i < values.length; i++) {
    const a = i < 4 ? 0 : values[i - 4]!;
    const b = above[i]!;
    const c = i < 4 ? 0 : above[i - 4]!;
    if (filter === 1) values[i]! += a;
    else if (filter === 2) values[i]! += b;
    else if (filter === 3) values[i]! += (a + b) >> 1;
    else if (filter === 4) values[i]! += paeth(a, b, c);
  }
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** Inflates the image data into `rows`; false where it is damaged or costs too much. */
function readRows(bytes: Uint8Array, rows: (piece: Uint8Array) => void, work: Work): boolean {
  let made = 0;
  const stream = new Unzlib((piece) => {
    made += piece.length;
    rows(piece);
  });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    for (let at = 8; at + 12 <= bytes.length && work.take();) {
      const length = view.getUint32(at);
      if (length > bytes.length - at - 12) return false;
      if (ascii(bytes, at + 4, 4) === 'IDAT')
        for (let from = at + 8; from < at + 8 + length; from += SLICE) {
          const before = made;
          stream.push(bytes.subarray(from, Math.min(from + SLICE, at + 8 + length)));
          if (!work.take(1 + STEPS_PER_KB * ((made - before) >> 10))) return false;
        }
      at += 12 + length;
    }
  } catch (error) {
    return error instanceof Enough;
  }
  return false;
}

/** The length at the end of a gzip stream is its output's: a bomb says so, or is cut off at it. */
function unpacked(packed: Uint8Array): string | null {
  if (packed.length < 18) return null;
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const says = view.getUint32(packed.length - 4, true);
  if (says > MOST_TEXT) return null;
  try {
    return utf8OrLatin1(gunzipSync(packed, { out: new Uint8Array(says) }));
  } catch {
    return null;
  }
}
