import { z } from 'zod';
import { Format } from '../exercise/schema.ts';
import { isSrgb } from '../pixels/icc.ts';
import type { Context, Finding, Kind, Measurement, Term, Verdict } from './types.ts';

const Params = z
  .strictObject({
    formats: z.array(Format).min(1).optional(),
    width: z.int().positive().optional(),
    height: z.int().positive().optional(),
    maxBytes: z.int().positive().optional(),
    /** Share over the budget at which nothing is left. */
    overBudget: z.number().positive().default(0.25),
    /** sRGB: an sRGB profile, or none. */
    profile: z.literal('srgb').optional(),
    gps: z.literal('stripped').optional(),
    metadata: z.literal('stripped').optional(),
    progressive: z.literal(true).optional(),
  })
  .refine(
    ({ overBudget: _, ...asked }) => Object.values(asked).some((v) => v !== undefined),
    'at least one requirement',
  );
type Params = z.infer<typeof Params>;

/**
 * Facts of the file against the delivery note: format, pixels, bytes, profile, private data. Every requirement is met
 * or not; bytes over the budget cost in proportion up to `overBudget`. Absolute, not calibrated. The quality floor is
 * set by `structure` and `tone-colour` beside it.
 */
export const delivery: Kind<Params> = {
  kind: 'delivery',
  params: Params,
  region: 'none',
  protects: false,
  measure,
  explain,
  codes: {
    'delivery.complete': [],
    'delivery.format': ['found', 'wanted'],
    'delivery.size': ['width', 'height', 'wanted'],
    'delivery.bytes': ['size', 'budget', 'over'],
    'delivery.bytes-met': ['size', 'budget', 'spare'],
    'delivery.profile': ['profile'],
    'delivery.gps': [],
    'delivery.metadata': [],
    'delivery.progressive': [],
  },
};

const met = (ok: boolean): Term => ({ distance: ok ? 0 : 1, tolerance: 0, limit: 1 });

function measure({ file }: Context, params: Params): Measurement {
  const terms: Record<string, Term> = {};
  if (params.formats) terms.format = met(params.formats.some((f) => f === file.format));
  if (params.width ?? params.height)
    terms.size = met(
      (params.width ?? file.width) === file.width && (params.height ?? file.height) === file.height,
    );
  if (params.maxBytes)
    terms.bytes = {
      distance: Math.max(0, file.bytes / params.maxBytes - 1),
      tolerance: 0,
      limit: params.overBudget,
    };
  if (params.profile) terms.profile = met(file.profile === 'none' || isSrgb(file.profile));
  if (params.gps) terms.gps = met(!file.hasGps);
  if (params.metadata) terms.metadata = met(!file.hasExif && !file.hasXmp && !file.hasIptc);
  if (params.progressive) terms.progressive = met(file.progressive);
  const asked = Object.keys(terms).length;
  const done = Object.values(terms).filter((t) => t.distance === 0).length;
  return {
    terms,
    ...(params.maxBytes
      ? { value: kilobytes(file.bytes), unit: 'kB', target: kilobytes(params.maxBytes) }
      : { value: done, unit: `of ${asked}`, target: asked }),
    facts: { bytes: file.bytes, width: file.width, height: file.height },
    names: { format: NAMES[file.format] ?? file.format, profile: file.profile },
    places: [],
    evidence: [],
  };
}

const kilobytes = (bytes: number): number => Math.round(bytes / 1000);

const NAMES: Record<string, string> = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP', avif: 'AVIF', tiff: 'TIFF' };

function explain({ facts, names, terms }: Measurement, _verdict: Verdict, params: Params): Finding[] {
  const missed = (term: string): boolean => (terms[term]?.distance ?? 0) > 0;
  const findings: Finding[] = [];
  const { width, height, bytes } = facts as { width: number; height: number; bytes: number };
  if (missed('format'))
    findings.push({
      code: 'delivery.format',
      params: { found: names!.format!, wanted: listed(params.formats!) },
    });
  if (missed('size'))
    findings.push({ code: 'delivery.size', params: { width, height, wanted: wantedSize(params) } });
  const budget = params.maxBytes ?? 0;
  if (missed('bytes'))
    findings.push({
      code: 'delivery.bytes',
      params: {
        size: kilobytes(bytes),
        budget: kilobytes(budget),
        over: Math.max(1, Math.round((bytes / budget - 1) * 100)),
      },
    });
  if (missed('profile')) findings.push({ code: 'delivery.profile', params: { profile: names!.profile! } });
  for (const plain of ['gps', 'metadata', 'progressive'])
    if (missed(plain)) findings.push({ code: `delivery.${plain}`, params: {} });
  if (findings.length === 0) findings.push({ code: 'delivery.complete', params: {} });
  if (terms.bytes && !missed('bytes'))
    findings.push({
      code: 'delivery.bytes-met',
      params: {
        size: kilobytes(bytes),
        budget: kilobytes(budget),
        spare: Math.round((1 - bytes / budget) * 100),
      },
    });
  return findings;
}

const listed = (formats: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'disjunction' }).format(formats.map((f) => NAMES[f] ?? f));

function wantedSize({ width, height }: Params): string {
  if (width && height) return `${width} × ${height} px`;
  return width ? `${width} px wide` : `${height} px high`;
}
