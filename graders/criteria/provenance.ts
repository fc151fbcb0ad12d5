import { z } from 'zod';
import { PRIVATE_FACTS } from '../pixels/private-facts.ts';
import { OBSERVATION_CODES } from '../provenance/observations.ts';
import { SOURCE_TYPES } from '../provenance/source-types.ts';
import { AI_FIELDS, contradictionsOf, namesOf, provenanceRemarks } from './provenance-remarks.ts';
import type { FileView, Kind, Measurement } from './types.ts';

const Params = z
  .strictObject({
    /** Any of these terms of IPTC's list must be declared, and nothing in the file may speak against it. */
    sourceTypes: z.array(z.enum(SOURCE_TYPES)).min(1).optional(),
    /** AI fields of IPTC Photo Metadata 2025.1 that must be filled in. */
    ai: z.array(z.enum(AI_FIELDS)).min(1).optional(),
    /** Facts that must not be in the file. */
    strip: z.array(z.enum(PRIVATE_FACTS)).min(1).optional(),
    /** The date of capture must still be there. */
    date: z.literal('kept').optional(),
    /** Words that must still stand in a creator, credit or copyright field. */
    credit: z.string().min(1).optional(),
  })
  .refine((asked) => Object.values(asked).some((value) => value !== undefined), 'at least one requirement')
  .refine(
    ({ strip, date }) => !date || !strip?.includes('time'),
    'the date cannot be both kept and stripped',
  );
export type ProvenanceParams = z.infer<typeof Params>;

/**
 * What the file says about where it comes from, against what the brief asks. Every requirement is met (distance 0) or
 * not (1); a declared source that something else in the file contradicts is not met.
 * Absolute, not calibrated, read without decoding a pixel.
 */
export const provenance: Kind<ProvenanceParams> = {
  kind: 'provenance',
  params: Params,
  region: 'none',
  protects: false,
  measure,
  measureAlone: measure,
  explain: (measurement, _verdict, params) => provenanceRemarks(measurement, params),
  codes: {
    'provenance.declared': ['declared'],
    'provenance.nothing-private': [],
    'provenance.kept': [],
    'provenance.source-type-missing': ['wanted'],
    'provenance.source-type-other': ['found', 'wanted'],
    'provenance.ai-missing': ['field'],
    'provenance.date-lost': [],
    'provenance.credit-lost': ['credit'],
    ...Object.fromEntries(PRIVATE_FACTS.map((fact) => [`provenance.left-${fact}`, []])),
    ...OBSERVATION_CODES,
  },
};

function measure({ file }: FileView, params: ProvenanceParams): Measurement {
  const met = requirements(file, params);
  const all = Object.keys(met).length;
  return {
    terms: Object.fromEntries(
      Object.entries(met).map(([name, ok]) => [name, { distance: ok ? 0 : 1, tolerance: 0, limit: 1 }]),
    ),
    value: Object.values(met).filter(Boolean).length,
    unit: `of ${all}`,
    target: all,
    facts: {},
    names: namesOf(file.provenance),
    places: [],
    evidence: [],
  };
}

/** Every requirement by name, and whether it is met. */
function requirements(file: FileView['file'], params: ProvenanceParams): Record<string, boolean> {
  const met: Record<string, boolean> = {};
  const { provenance: said } = file;
  if (params.sourceTypes)
    met['source-type'] =
      params.sourceTypes.some((term) => term === said?.digitalSourceType) &&
      contradictionsOf(said).length === 0;
  for (const field of params.ai ?? []) met[`ai-${field}`] = (said?.ai?.[field] ?? null) !== null;
  for (const fact of params.strip ?? []) met[`left-${fact}`] = !file.private.includes(fact);
  if (params.date) met.date = file.private.includes('time');
  const { credit } = params;
  if (credit) met.credit = file.credits.some((text) => text.toLowerCase().includes(credit.toLowerCase()));
  return met;
}
