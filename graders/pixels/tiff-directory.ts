/** The tags of one TIFF directory: where each entry of 12 bytes stands. */
export interface Directory {
  view: DataView;
  little: boolean;
  entries: ReadonlyMap<number, number>;
  /** Offset of the next directory; 0 when there is none. */
  next: number;
}

/** The directories of a TIFF-shaped block: the first, and how to follow a pointer. Null when it is none. */
export function directories(block: Uint8Array): { first: Directory; at(offset: number): Directory } | null {
  const exif = block.length > 6 && String.fromCharCode(...block.subarray(0, 4)) === 'Exif';
  const from = exif ? 6 : 0;
  const view = new DataView(block.buffer, block.byteOffset + from, block.byteLength - from);
  if (view.byteLength < 10) return null;
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return null;
  const little = order === 0x4949;
  const at = (offset: number): Directory => read(view, offset, little);
  return { first: at(view.getUint32(4, little)), at };
}

function read(view: DataView, at: number, little: boolean): Directory {
  const entries = new Map<number, number>();
  const empty = { view, little, entries, next: 0 };
  if (at < 8 || at + 2 > view.byteLength) return empty;
  const count = view.getUint16(at, little);
  for (let i = 0; i < count; i++) {
    const entry = at + 2 + i * 12;
    if (entry + 12 > view.byteLength) return empty;
    entries.set(view.getUint16(entry, little), entry);
  }
  const end = at + 2 + count * 12;
  return { ...empty, next: end + 4 <= view.byteLength ? view.getUint32(end, little) : 0 };
}

/** Bytes a value of each type takes (TIFF 6.0, section 2). */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** The bytes of a tag's value; null when it is absent or reaches beyond the block. */
export function valueAt({ view, little, entries }: Directory, tag: number): Uint8Array | null {
  const entry = entries.get(tag);
  if (entry === undefined) return null;
  const size = SIZES[view.getUint16(entry + 2, little)] ?? 0;
  const length = size * view.getUint32(entry + 4, little);
  const at = length <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
  if (at + length > view.byteLength) return null;
  return new Uint8Array(view.buffer, view.byteOffset + at, length);
}

/** The number in an entry's value field: an offset, or a value of four bytes. */
export function pointerAt({ view, little, entries }: Directory, tag: number): number | null {
  const entry = entries.get(tag);
  return entry === undefined ? null : view.getUint32(entry + 8, little);
}
