import { directories, pointerAt, valueAt, type Directory } from './tiff-directory.ts';
import type { PrivateFact } from './private-facts.ts';

/** What an EXIF block says beside how the picture looks. */
export interface ExifFacts {
  private: PrivateFact[];
  /** It names a camera, a program, a time or a person. */
  personal: boolean;
  /** Artist and copyright. */
  credits: string[];
  ppi: number | null;
}

/** Tags of the first directory and of the Exif directory it points to (CIPA DC-008-2023, 4.6). */
const TAG = {
  make: 0x010f,
  model: 0x0110,
  xResolution: 0x011a,
  resolutionUnit: 0x0128,
  software: 0x0131,
  dateTime: 0x0132,
  artist: 0x013b,
  copyright: 0x8298,
  exif: 0x8769,
  gps: 0x8825,
  thumbnail: 0x0201,
} as const;
const PERSONAL = [
  TAG.make,
  TAG.model,
  TAG.software,
  TAG.dateTime,
  TAG.artist,
  TAG.copyright,
  TAG.exif,
  TAG.gps,
];
const SAYS: readonly [PrivateFact, readonly number[]][] = [
  // DNG keeps the body's number in a tag of its own.
  ['body-serial', [0xa431, 0xc62f]],
  ['lens-serial', [0xa435]],
  ['owner', [0xa430]],
  ['device', [TAG.make, TAG.model]],
  ['lens', [0xa433, 0xa434]],
  ['software', [TAG.software]],
  ['time', [0x9003, 0x9004]],
  ['maker-note', [0x927c]],
];
const GPS_VERSION = 0;
const CENTIMETRES = 3;

/** Reads an EXIF block, or a TIFF file, which is one. Anything damaged reads as absent. */
export function readExif(block: Uint8Array): ExifFacts {
  const facts: ExifFacts = { private: [], personal: false, credits: [], ppi: null };
  const tree = directories(block);
  if (!tree) return facts;
  const { first } = tree;
  const follow = (tag: number): Directory | null => {
    const offset = pointerAt(first, tag);
    return offset === null ? null : tree.at(offset);
  };
  const exif = follow(TAG.exif);
  const gps = follow(TAG.gps);
  // A directory that gives nothing but its version holds no place.
  if (gps && [...gps.entries.keys()].some((tag) => tag !== GPS_VERSION)) facts.private.push('gps');
  for (const [fact, tags] of SAYS)
    if (tags.some((tag) => first.entries.has(tag) || exif?.entries.has(tag))) facts.private.push(fact);
  if (first.next > 0 && tree.at(first.next).entries.has(TAG.thumbnail)) facts.private.push('thumbnail');
  facts.personal = PERSONAL.some((tag) => first.entries.has(tag));
  for (const tag of [TAG.artist, TAG.copyright]) {
    const text = textAt(first, tag);
    if (text) facts.credits.push(text);
  }
  const perUnit = rationalAt(first, TAG.xResolution);
  const { view, little, entries } = first;
  const unit = entries.get(TAG.resolutionUnit);
  const centimetres = unit !== undefined && view.getUint16(unit + 8, little) === CENTIMETRES;
  facts.ppi = perUnit && (centimetres ? perUnit * 2.54 : perUnit);
  return facts;
}

function textAt(directory: Directory, tag: number): string {
  const bytes = valueAt(directory, tag);
  if (!bytes || bytes.length > 4096) return '';
  return new TextDecoder().decode(bytes).replaceAll('\0', ' ').trim();
}

function rationalAt(directory: Directory, tag: number): number | null {
  const bytes = valueAt(directory, tag);
  if (!bytes || bytes.length < 8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  const below = view.getUint32(4, directory.little);
  return below > 0 ? view.getUint32(0, directory.little) / below : null;
}
