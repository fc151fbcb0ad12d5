import { createHash } from 'node:crypto';
import type { Metadata } from 'sharp';
import type { FileFacts } from '../report/schema.ts';
import type { SubmittedFile } from '../types.ts';
import { readBlocks } from './blocks/index.ts';
import { sharp } from './codec.ts';
import { endsEarly } from './ends-early.ts';
import { isTangled } from './exif-weight.ts';
import { readExif } from './exif.ts';
import { sniff, type FileFormat, type Sniffed } from './format.ts';
import { colourSpaceOf, type ColourSpace } from './colour-space.ts';
import { profileName } from './icc.ts';
import { saysDensity } from './png-density.ts';
import { asksForGamma } from './png-gamma.ts';
import { swells } from './png-swells.ts';
import { readPrivate, xmpOf } from './private.ts';
import type { PrivateFact } from './private-facts.ts';
import { strayData } from './stray.ts';
import { subsamplingOf } from './subsampling.ts';
import type { Fault, FaultCode, Limits } from './types.ts';

/** What a file says about itself, beyond the facts of the report. Nothing has been decoded yet. */
export interface Inspected {
  facts: FileFacts;
  /** Quarter turns or mirrorings that its EXIF orientation asks for: 1 is none. */
  orientation: number;
  /** The space of its pixels, by what its profile does; without a profile sRGB is meant. */
  space: ColourSpace;
  /** It is another than sRGB, so the pixels must be converted. */
  convert: boolean;
  /** A PNG asks for another gamma or other primaries without a profile; that is overlooked. */
  asksForGamma: boolean;
  progressive: boolean;
  /** Such as "4:2:0"; empty when not known. */
  chromaSubsampling: string;
  /** Ink instead of light: the picture was separated for print. */
  cmyk: boolean;
  /** Pixels per inch that the file gives; null where it gives none. */
  ppi: number | null;
  hasExif: boolean;
  hasGps: boolean;
  hasSerial: boolean;
  hasXmp: boolean;
  hasIptc: boolean;
  /** What else it carries beside the picture, in words; empty when nothing. */
  stray: string;
  /** Texts of its creator, credit and copyright fields. */
  credits: string[];
  /** What it says of the place, the camera and the people behind it. */
  private: PrivateFact[];
  /** Some pixel lets through what lies behind it; known once a file is decoded. */
  transparent?: boolean;
}

export type Inspection = { ok: true; value: Inspected } | { ok: false; fault: Fault };

const NAMES = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP', avif: 'AVIF', tiff: 'TIFF' } as const;
const FORMATS = Object.keys(NAMES) as FileFormat[];
const DEPTHS: Record<string, number> = {
  uchar: 8,
  char: 8,
  ushort: 16,
  short: 16,
  uint: 32,
  int: 32,
  float: 32,
};

const refusal =
  ({ name }: SubmittedFile) =>
  (code: FaultCode, params: Fault['params'] = {}): { ok: false; fault: Fault } => ({
    ok: false,
    fault: { code, params: { file: name, ...params } },
  });

/** Reads the header and refuses what must never be decoded: 1 ms, no pixels. Never throws on a bad file. */
export async function inspect(file: SubmittedFile, limits: Limits): Promise<Inspection> {
  const refuse = refusal(file);
  const { bytes } = file;
  if (bytes.length === 0) return refuse('empty-file');
  if (bytes.length > limits.maxBytes)
    return refuse('too-large', { size: megabytes(bytes.length), limit: megabytes(limits.maxBytes) });

  const refused = refuseFormat(sniff(bytes), limits);
  if (refused) return refuse(refused.code, refused.params);
  const header = await readHeader(file);
  if (!header.ok) return header;
  const { metadata, value } = header;
  const { width, height } = metadata.autoOrient;
  if (width * height > limits.maxPixels)
    return refuse('too-many-pixels', { width, height, limit: Math.floor(limits.maxPixels / 1e6) });
  if (isAnimated(bytes, metadata)) return refuse('animated');
  if (metadata.space === 'cmyk' && !limits.cmyk) return refuse('cmyk');
  if (value.space === 'other') return refuse('unusual-profile', { profile: value.facts.profile });
  return { ok: true, value };
}

/**
 * What any picture says about itself, whatever an exercise would think of it: also an animation, a separation or a
 * rare profile. Refused is only what is no picture of a format known here, or cannot be read. Never throws on one.
 */
export async function inspectAny(file: SubmittedFile): Promise<Inspection> {
  if (file.bytes.length === 0) return refusal(file)('empty-file');
  const refused = refuseFormat(sniff(file.bytes), { formats: FORMATS });
  return refused ? refusal(file)(refused.code, refused.params) : readHeader(file);
}

async function readHeader(
  file: SubmittedFile,
): Promise<{ ok: true; value: Inspected; metadata: Metadata } | { ok: false; fault: Fault }> {
  const { bytes } = file;
  const { format } = sniff(bytes) as Extract<Sniffed, { known: true }>;
  const { exif } = readBlocks(bytes, format);
  if ((exif && isTangled(exif)) || (format === 'png' && swells(bytes))) return refusal(file)('damaged');
  let metadata: Metadata;
  try {
    // Headers of any size may be read; a limit on pixels speaks before a decode is tried.
    metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch (error) {
    return refusal(file)(faultOf(error, bytes, format));
  }
  if (!agrees(format, metadata)) return refusal(file)('damaged');
  return { ok: true, value: gather(file, format, metadata), metadata };
}

const isAnimated = (bytes: Uint8Array, { pages, format }: Metadata): boolean =>
  (pages ?? 1) > 1 || (format === 'png' && isAnimatedPng(bytes));

function refuseFormat(sniffed: Sniffed, limits: Pick<Limits, 'formats'>): Fault | null {
  const accepted = new Intl.ListFormat('en', { type: 'disjunction' }).format(
    limits.formats.map((f) => NAMES[f]),
  );
  if (!sniffed.known && !sniffed.other) return { code: 'not-an-image', params: { accepted } };
  const found = sniffed.known ? NAMES[sniffed.format] : sniffed.other!;
  if (!sniffed.known || !limits.formats.includes(sniffed.format))
    return { code: 'format-not-accepted', params: { found, accepted } };
  return null;
}

const agrees = (format: string, metadata: Metadata): boolean =>
  metadata.format === (format === 'avif' ? 'heif' : format);

function gather(file: SubmittedFile, format: FileFormat, metadata: Metadata): Inspected {
  const name = metadata.icc ? (profileName(metadata.icc) ?? 'unnamed') : 'none';
  const cmyk = metadata.space === 'cmyk';
  const space = cmyk ? 'cmyk' : metadata.icc ? colourSpaceOf(metadata.icc) : 'srgb';
  const blocks = readBlocks(file.bytes, format);
  let digest: string | undefined;
  const found = readPrivate(blocks, xmpOf(blocks));
  const says = (...facts: PrivateFact[]): boolean => facts.some((fact) => found.private.includes(fact));
  return {
    facts: {
      name: file.name,
      // Computed once somebody asks: a decode may run meanwhile.
      get sha256() {
        return (digest ??= createHash('sha256').update(file.bytes).digest('hex'));
      },
      bytes: file.bytes.length,
      format,
      width: metadata.autoOrient.width,
      height: metadata.autoOrient.height,
      bitDepth: metadata.bitsPerSample ?? DEPTHS[metadata.depth] ?? 8,
      profile: name,
      hasAlpha: metadata.hasAlpha,
    },
    orientation: metadata.orientation ?? 1,
    space,
    convert: space !== 'srgb',
    asksForGamma: format === 'png' && asksForGamma(file.bytes),
    progressive: metadata.isProgressive,
    chromaSubsampling: subsamplingOf(file.bytes, format, metadata.chromaSubsampling),
    cmyk,
    ppi: (format === 'png' && !saysDensity(file.bytes) ? undefined : metadata.density) ?? found.ppi,
    // A TIFF keeps its tags in the file itself, those that say how to read its pixels among them.
    hasExif: format === 'tiff' ? readExif(file.bytes).personal : blocks.exif !== null,
    hasGps: says('gps'),
    hasSerial: says('body-serial', 'lens-serial', 'owner'),
    hasXmp: blocks.xmp !== null,
    hasIptc: blocks.iptc !== null,
    stray: strayData(file.bytes, format),
    credits: found.credits,
    private: found.private,
  };
}

/** Which fault it is when a decoder gives up. */
export function faultOf(
  error: unknown,
  bytes: Uint8Array,
  format: FileFormat,
): 'truncated' | 'damaged' | 'too-many-pixels' {
  if (error instanceof Error && /pixel limit/i.test(error.message)) return 'too-many-pixels';
  return endsEarly(bytes, format) ? 'truncated' : 'damaged';
}

/** An `acTL` chunk before the first image data (PNG third edition, 11.3.6.1). */
function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const type = view.getUint32(at + 4);
    if (type === 0x6163544c) return true;
    if (type === 0x49444154) return false;
  }
  return false;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
