/** Text tags of an EXIF block, and the byte order of the whole. */
export interface ExifTags {
  order?: 'big' | 'little';
  description?: string;
  make?: string;
  model?: string;
  software?: string;
  makerNote?: string;
  /** Written as `UNICODE` and UTF-16 of the named order. */
  userComment?: { text: string; order: 'big' | 'little' };
}

const ASCII = 2;
const LONG = 4;
const UNDEFINED = 7;

interface Entry {
  tag: number;
  type: number;
  value: Uint8Array;
}

const zeroEnded = (text: string): Uint8Array => new TextEncoder().encode(`${text}\0`);

/** A TIFF header, the first directory and the Exif directory behind it, values at the end (CIPA DC-008-2019, 4.5). */
export function exifBlock(tags: ExifTags): Uint8Array {
  const little = tags.order === 'little';
  const texts: [number, string | undefined][] = [
    [0x010e, tags.description],
    [0x010f, tags.make],
    [0x0110, tags.model],
    [0x0131, tags.software],
  ];
  const first: Entry[] = texts.flatMap(([tag, text]) =>
    text === undefined ? [] : [{ tag, type: ASCII, value: zeroEnded(text) }],
  );
  const second: Entry[] = [];
  if (tags.makerNote !== undefined)
    second.push({ tag: 0x927c, type: UNDEFINED, value: zeroEnded(tags.makerNote) });
  if (tags.userComment) second.push({ tag: 0x9286, type: UNDEFINED, value: userCommentOf(tags.userComment) });
  const firstEntries = first.length + (second.length > 0 ? 1 : 0);
  const secondAt = 8 + 2 + firstEntries * 12 + 4;
  let valuesAt = secondAt + (second.length > 0 ? 2 + second.length * 12 + 4 : 0);
  const length = [...first, ...second].reduce(
    (sum, { value }) => sum + value.length + (value.length & 1),
    valuesAt,
  );
  const block = new Uint8Array(length);
  const view = new DataView(block.buffer);
  view.setUint16(0, little ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  const directory = (at: number, entries: Entry[], pointer: number | null): void => {
    view.setUint16(at, entries.length + (pointer === null ? 0 : 1), little);
    let entryAt = at + 2;
    for (const { tag, type, value } of entries) {
      view.setUint16(entryAt, tag, little);
      view.setUint16(entryAt + 2, type, little);
      view.setUint32(entryAt + 4, value.length, little);
      if (value.length <= 4) block.set(value, entryAt + 8);
      else {
        view.setUint32(entryAt + 8, valuesAt, little);
        block.set(value, valuesAt);
        valuesAt += value.length + (value.length & 1);
      }
      entryAt += 12;
    }
    if (pointer === null) return;
    view.setUint16(entryAt, 0x8769, little);
    view.setUint16(entryAt + 2, LONG, little);
    view.setUint32(entryAt + 4, 1, little);
    view.setUint32(entryAt + 8, pointer, little);
  };
  directory(8, first, second.length > 0 ? secondAt : null);
  if (second.length > 0) directory(secondAt, second, null);
  return block;
}

function userCommentOf({ text, order }: NonNullable<ExifTags['userComment']>): Uint8Array {
  const bytes = new Uint8Array(8 + text.length * 2);
  bytes.set(new TextEncoder().encode('UNICODE\0'));
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(8 + i * 2, text.charCodeAt(i), order === 'little');
  return bytes;
}
