import { z } from 'zod';
import { Format } from '../exercise/schema.ts';
import { deliveryRemarks, kilobytes } from './delivery-remarks.ts';
import { sizeInPrint } from './print-size.ts';
import type { FileView, Kind, Measurement, Term } from './types.ts';

const Whole = z.int().positive();
const Extent = z.union([
  Whole,
  z
    .strictObject({ min: Whole.optional(), max: Whole.optional() })
    .refine(({ min, max }) => (min ?? max) !== undefined, 'a min, a max or both')
    .refine(({ min = 0, max = Infinity }) => min <= max, 'min must not lie above max'),
]);

const Params = z
  .strictObject({
    formats: z.array(Format).min(1).optional(),
    /** Pixels, or a range of them. */
    width: Extent.optional(),
    height: Extent.optional(),
    maxBytes: Whole.optional(),
    /** Share over the budget at which nothing is left. */
    overBudget: z.number().positive().default(0.25),
    /** srgb: an sRGB profile, or none. Any other must be embedded; cmyk: separated, with a profile. */
    profile: z.enum(['srgb', 'display-p3', 'adobe-rgb', 'cmyk']).optional(),
    bitDepth: z.union([z.literal(8), z.literal(10), z.literal(12), z.literal(16)]).optional(),
    subsampling: z.enum(['4:4:4', '4:2:2', '4:2:0']).optional(),
    /** Whether the file has an alpha channel. */
    alpha: z.enum(['present', 'absent']).optional(),
    progressive: z.literal(true).optional(),
    /** Pixels per inch that the file must give. */
    ppi: z.number().positive().optional(),
    /** Trimmed size and bleed on every side, in mm: the pixels must fill both at `ppi`. */
    print: z
      .strictObject({
        width: z.number().positive(),
        height: z.number().positive(),
        bleed: z.number().nonnegative(),
      })
      .optional(),
    gps: z.literal('stripped').optional(),
    /** Numbers and names of camera body, lens and owner. */
    serial: z.literal('stripped').optional(),
    /** All EXIF, XMP and IPTC, comments, blocks of its own and bytes after the end. */
    metadata: z.literal('stripped').optional(),
    /** Words that must still stand in a creator, credit or copyright field. */
    credit: z.string().min(1).optional(),
  })
  .refine(
    ({ overBudget: _, ...asked }) => Object.values(asked).some((v) => v !== undefined),
    'at least one requirement',
  )
  .refine(({ print, ppi }) => !print || ppi !== undefined, 'print needs a ppi');
export type DeliveryParams = z.infer<typeof Params>;

/**
 * Facts of the file against the delivery note: format, pixels, bytes, colour space, print size, metadata. Every
 * requirement is met (distance 0) or not (1); bytes over the budget cost in proportion up to `overBudget`. Print:
 * pixels = (trim + 2 · bleed) / 25.4 · ppi, two pixels to either side for rounding. Absolute, not calibrated, read from
 * the header alone. The quality floor is set by `structure` and `tone-colour` beside it.
 */
export const delivery: Kind<DeliveryParams> = {
  kind: 'delivery',
  params: Params,
  region: 'none',
  protects: false,
  measure,
  measureAlone: measure,
  explain: (measurement, _verdict, params) => deliveryRemarks(measurement, params),
  codes: {
    'delivery.complete': [],
    'delivery.format': ['found', 'wanted'],
    'delivery.size': ['width', 'height', 'wanted'],
    'delivery.bytes': ['size', 'budget', 'over'],
    'delivery.bytes-met': ['size', 'budget', 'spare'],
    'delivery.profile': ['profile'],
    'delivery.profile-missing': ['wanted'],
    'delivery.profile-other': ['profile', 'wanted'],
    'delivery.not-cmyk': [],
    'delivery.depth': ['found', 'wanted'],
    'delivery.subsampling': ['found', 'wanted'],
    'delivery.alpha-missing': [],
    'delivery.alpha-present': [],
    'delivery.progressive': [],
    'delivery.ppi': ['found', 'wanted'],
    'delivery.ppi-missing': ['wanted'],
    'delivery.bleed': ['bleed', 'wanted'],
    'delivery.print-size': ['width', 'height', 'wanted', 'mm'],
    'delivery.gps': [],
    'delivery.serial': [],
    'delivery.metadata': [],
    'delivery.stray': ['found'],
    'delivery.credit': ['credit'],
  },
};

const met = (ok: boolean): Term => ({ distance: ok ? 0 : 1, tolerance: 0, limit: 1 });

function measure({ file }: FileView, params: DeliveryParams): Measurement {
  const terms: Record<string, Term> = {};
  if (params.formats) terms.format = met(params.formats.some((f) => f === file.format));
  if (params.width ?? params.height)
    terms.size = met(within(file.width, params.width) && within(file.height, params.height));
  if (params.maxBytes)
    terms.bytes = {
      distance: Math.max(0, file.bytes / params.maxBytes - 1),
      tolerance: 0,
      limit: params.overBudget,
    };
  if (params.profile) terms.profile = met(inSpace(file, params.profile));
  if (params.bitDepth) terms.depth = met(file.bitDepth === params.bitDepth);
  if (params.subsampling) terms.subsampling = met(file.chromaSubsampling.startsWith(params.subsampling));
  if (params.alpha) terms.alpha = met(file.hasAlpha === (params.alpha === 'present'));
  if (params.progressive) terms.progressive = met(file.progressive);
  if (params.ppi) terms.ppi = met(file.ppi !== null && Math.abs(file.ppi - params.ppi) < 0.5);
  if (params.print) terms.print = met(sizeInPrint(file, params.print, params.ppi!).fits);
  if (params.gps) terms.gps = met(!file.hasGps);
  if (params.serial) terms.serial = met(!file.hasSerial);
  if (params.metadata)
    terms.metadata = met(!file.hasExif && !file.hasXmp && !file.hasIptc && file.stray === '');
  const { credit } = params;
  if (credit)
    terms.credit = met(file.credits.some((text) => text.toLowerCase().includes(credit.toLowerCase())));
  const asked = Object.keys(terms).length;
  const done = Object.values(terms).filter((t) => t.distance === 0).length;
  return {
    terms,
    ...(params.maxBytes
      ? { value: kilobytes(file.bytes), unit: 'kB', target: kilobytes(params.maxBytes) }
      : { value: done, unit: `of ${asked}`, target: asked }),
    facts: {
      bytes: file.bytes,
      width: file.width,
      height: file.height,
      depth: file.bitDepth,
      ppi: file.ppi ?? 0,
      cmyk: file.cmyk ? 1 : 0,
    },
    names: {
      format: file.format,
      profile: file.profile,
      subsampling: file.chromaSubsampling,
      stray: file.hasExif || file.hasXmp || file.hasIptc ? '' : file.stray,
    },
    places: [],
    evidence: [],
  };
}

function within(pixels: number, wanted: DeliveryParams['width']): boolean {
  if (wanted === undefined) return true;
  if (typeof wanted === 'number') return pixels === wanted;
  return pixels >= (wanted.min ?? 0) && pixels <= (wanted.max ?? Infinity);
}

function inSpace(
  { profile, space, cmyk }: FileView['file'],
  wanted: NonNullable<DeliveryParams['profile']>,
): boolean {
  if (wanted === 'cmyk') return cmyk && profile !== 'none';
  return space === wanted;
}
