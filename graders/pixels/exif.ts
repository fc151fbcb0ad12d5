/** What an EXIF block says that a delivery note asks about. */
export interface ExifFacts {
  /** It points to a place where the picture was taken. */
  gps: boolean;
  /** It names a body, a lens or an owner by a number or a name of their own. */
  serial: boolean;
  /** It names a camera, a program, a time or a person. */
  personal: boolean;
  /** Artist and copyright. */
  credits: string[];
  ppi: number | null;
}

/** Tags of the first directory and of the Exif directory it points to (CIPA DC-008-2019, 4.6). */
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
  owner: 0xa430,
  bodySerial: 0xa431,
  lensSerial: 0xa435,
  dngSerial: 0xc62f,
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
const SERIAL = [TAG.owner, TAG.bodySerial, TAG.lensSerial, TAG.dngSerial];
const CENTIMETRES = 3;

/** Reads an EXIF block, or a TIFF file, which is one. Anything damaged reads as absent. */
export function readExif(block: Uint8Array): ExifFacts {
  const from = block.length > 6 && String.fromCharCode(...block.subarray(0, 4)) === 'Exif' ? 6 : 0;
  const view = new DataView(block.buffer, block.byteOffset + from, block.byteLength - from);
  const facts: ExifFacts = { gps: false, serial: false, personal: false, credits: [], ppi: null };
  if (view.byteLength < 10) return facts;
  const little = view.getUint16(0) === 0x4949;
  const first = directory(view, view.getUint32(4, little), little);
  const pointer = first.get(TAG.exif);
  const second = pointer
    ? directory(view, view.getUint32(pointer + 8, little), little)
    : new Map<number, number>();
  facts.gps = first.has(TAG.gps);
  facts.personal = PERSONAL.some((tag) => first.has(tag));
  facts.serial = SERIAL.some((tag) => first.has(tag) || second.has(tag));
  for (const tag of [TAG.artist, TAG.copyright]) {
    const entry = first.get(tag);
    const text = entry === undefined ? '' : textAt(view, entry, little);
    if (text) facts.credits.push(text);
  }
  const resolution = first.get(TAG.xResolution);
  const unit = first.get(TAG.resolutionUnit);
  if (resolution !== undefined) {
    const perUnit = rationalAt(view, resolution, little);
    const centimetres = unit !== undefined && view.getUint16(unit + 8, little) === CENTIMETRES;
    facts.ppi = perUnit && (centimetres ? perUnit * 2.54 : perUnit);
  }
  return facts;
}

/** Of a directory's entries, where each tag's stands. */
function directory(view: DataView, at: number, little: boolean): Map<number, number> {
  const found = new Map<number, number>();
  if (at + 2 > view.byteLength) return found;
  const entries = view.getUint16(at, little);
  for (let i = 0; i < entries; i++) {
    const entry = at + 2 + i * 12;
    if (entry + 12 > view.byteLength) break;
    found.set(view.getUint16(entry, little), entry);
  }
  return found;
}

function textAt(view: DataView, entry: number, little: boolean): string {
  const length = view.getUint32(entry + 4, little);
  const at = length <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
  if (length > 4096 || at + length > view.byteLength) return '';
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  return new TextDecoder().decode(bytes).replaceAll('\0', ' ').trim();
}

function rationalAt(view: DataView, entry: number, little: boolean): number | null {
  const at = view.getUint32(entry + 8, little);
  if (at + 8 > view.byteLength) return null;
  const below = view.getUint32(at + 4, little);
  return below > 0 ? view.getUint32(at, little) / below : null;
}
