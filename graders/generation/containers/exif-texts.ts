import type { Work } from '../work.ts';
import { utf8OrLatin1, withoutPadding } from './decode-text.ts';
import { userComment } from './exif-user-comment.ts';
import { NO_EXIF, TEXT_LIMIT, type ExifTexts } from './types.ts';

/** CIPA DC-008-2019, 4.6.4 and 4.6.5. */
const EXIF_POINTER = 0x8769;
const TAGS: ReadonlyMap<number, keyof ExifTexts> = new Map([
  [0x010e, 'description'],
  [0x010f, 'make'],
  [0x0110, 'model'],
  [0x0131, 'software'],
  [0x927c, 'makerNote'],
  [0x9286, 'userComment'],
]);

/**
 * Texts of the first directory and the Exif directory it points to; savers put some tags in the wrong one of them.
 * A value beyond the block, or a directory that is none, reads as absent.
 */
export function readExifTexts(block: Uint8Array, work: Work): ExifTexts {
  const found: ExifTexts = { ...NO_EXIF };
  if (block.length < 14) return found;
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const little = view.getUint16(0) === 0x4949;
  if (!little && view.getUint16(0) !== 0x4d4d) return found;
  let pointer = 0;
  const directory = (from: number): void => {
    if (from + 2 > block.length) return;
    const entries = view.getUint16(from, little);
    for (let i = 0; i < entries && work.take(); i++) {
      const at = from + 2 + i * 12;
      if (at + 12 > block.length) return;
      const tag = view.getUint16(at, little);
      if (tag === EXIF_POINTER) pointer = view.getUint32(at + 8, little);
      const name = TAGS.get(tag);
      if (name === undefined || found[name] !== '') continue;
      const length = view.getUint32(at + 4, little);
      const value = length <= 4 ? at + 8 : view.getUint32(at + 8, little);
      if (length > TEXT_LIMIT || value + length > block.length || !work.take(length >> 10)) continue;
      found[name] = textOf(name, block.subarray(value, value + length));
    }
  };
  directory(view.getUint32(4, little));
  if (pointer > 0) directory(pointer);
  return found;
}

const textOf = (name: keyof ExifTexts, value: Uint8Array): string =>
  name === 'userComment' ? userComment(value) : withoutPadding(utf8OrLatin1(value));
