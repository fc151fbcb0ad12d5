import type { Work } from '../work.ts';
import { ascii } from './decode-text.ts';
import type { Blocks } from './webp-riff.ts';

interface Box {
  type: string;
  /** Where its contents begin and end. */
  from: number;
  to: number;
}

/** The EXIF and XMP items of an AVIF (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12, annex A). */
export function readAvifBoxes(bytes: Uint8Array, work: Work): Blocks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Blocks = { exif: null, xmp: null };
  const meta = boxes(view, 0, bytes.length, work).find(({ type }) => type === 'meta');
  if (!meta) return found;
  const inside = boxes(view, meta.from + 4, meta.to, work);
  const kinds = itemKinds(view, bytes, inside, work);
  const location = inside.find(({ type }) => type === 'iloc');
  if (!location) return found;
  const stored = inside.find(({ type }) => type === 'idat');
  for (const [item, extent] of itemExtents(view, location, stored?.from ?? 0, work)) {
    const data = bytes.subarray(extent.from, Math.max(extent.from, extent.to));
    const kind = kinds.get(item);
    if (kind === 'Exif' && data.length > 4) found.exif ??= withoutOffset(data);
    if (kind === 'xmp') found.xmp ??= data;
  }
  return found;
}

function boxes(view: DataView, from: number, to: number, work: Work): Box[] {
  const list: Box[] = [];
  let at = from;
  while (at + 8 <= to && work.take()) {
    const short = view.getUint32(at);
    const long = short === 1 && at + 16 <= to;
    const size = long ? Number(view.getBigUint64(at + 8)) : short === 0 ? to - at : short;
    const head = long ? 16 : 8;
    if (size < head || size > to - at) break;
    list.push({ type: fourCc(view, at + 4), from: at + head, to: at + size });
    at += size;
  }
  return list;
}

const fourCc = (view: DataView, at: number): string =>
  ascii(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), at, 4);

/** Item id → `Exif` or `xmp`, from the item information entries of version 2 and 3. */
function itemKinds(view: DataView, bytes: Uint8Array, inside: Box[], work: Work): Map<number, string> {
  const kinds = new Map<number, string>();
  const info = inside.find(({ type }) => type === 'iinf');
  if (!info || info.from + 6 > info.to) return kinds;
  const entries = info.from + (view.getUint8(info.from) === 0 ? 6 : 8);
  for (const { type, from, to } of boxes(view, entries, info.to, work)) {
    const version = type === 'infe' && from < to ? view.getUint8(from) : 0;
    const wide = version === 3 ? 2 : 0;
    if (version < 2 || from + 12 + wide > to) continue;
    const item = wide > 0 ? view.getUint32(from + 4) : view.getUint16(from + 4);
    const kind = fourCc(view, from + 8 + wide);
    if (kind === 'Exif') kinds.set(item, kind);
    const rest = kind === 'mime' ? ascii(bytes, from + 12 + wide, Math.min(64, to - from - 12 - wide)) : '';
    if (rest.includes('application/rdf+xml')) kinds.set(item, 'xmp');
  }
  return kinds;
}

/** Where each item's first extent lies in the file; an item in several pieces is not read. */
function* itemExtents(
  view: DataView,
  { from, to }: Box,
  idat: number,
  work: Work,
): Generator<[number, { from: number; to: number }]> {
  const at = cursor(view, from, to);
  const version = at.uint(1);
  at.uint(3);
  const sizes = at.uint(2);
  const [offsetSize, lengthSize, baseSize, indexSize] = [
    sizes >> 12,
    (sizes >> 8) & 15,
    (sizes >> 4) & 15,
    sizes & 15,
  ];
  const items = at.uint(version < 2 ? 2 : 4);
  for (let i = 0; i < items && work.take() && !at.ended(); i++) {
    const item = at.uint(version < 2 ? 2 : 4);
    const method = version > 0 ? at.uint(2) & 15 : 0;
    at.uint(2);
    const base = at.uint(baseSize);
    const extents = at.uint(2);
    for (let k = 0; k < extents && work.take() && !at.ended(); k++) {
      if (version > 0) at.uint(indexSize);
      const begin = base + at.uint(offsetSize) + (method === 1 ? idat : 0);
      const length = at.uint(lengthSize);
      if (extents === 1 && !at.ended()) yield [item, { from: begin, to: begin + length }];
    }
  }
}

/** Reads big-endian numbers in a row; beyond the end it reads 0 and says so. */
function cursor(view: DataView, from: number, to: number): { uint(size: number): number; ended(): boolean } {
  let at = from;
  let over = false;
  return {
    uint(size) {
      if (at + size > to) {
        over = true;
        return 0;
      }
      let value = 0;
      for (let i = 0; i < size; i++) value = value * 256 + view.getUint8(at + i);
      at += size;
      return value;
    },
    ended: () => over,
  };
}

/** Four bytes say how far behind them the TIFF header stands. */
function withoutOffset(data: Uint8Array): Uint8Array {
  const offset = new DataView(data.buffer, data.byteOffset, 4).getUint32(0);
  return data.subarray(Math.min(data.length, 4 + offset));
}
