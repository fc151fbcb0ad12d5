import { z } from 'zod';

/** The files of an exercise folder, parsed once at the border. Every object is strict: a typo is an error with its path. */

const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');
const RelativePath = z.string().regex(/^(?!\/)(?!.*\.\.)[\w./-]+$/, 'a path inside the exercise folder');

export const Format = z.enum(['jpeg', 'png', 'webp', 'avif', 'tiff']);

export const SubmissionRules = z.strictObject({
  kind: z.enum(['image']),
  formats: z.array(Format).min(1),
  maxBytes: z.int().positive(),
  /** Width × height that may be decoded. */
  maxPixels: z.int().positive(),
  size: z.discriminatedUnion('rule', [
    /** The reference's size, or the same aspect (± 0.5 %) from `minWidth` up. */
    z.strictObject({ rule: z.literal('same-aspect'), minWidth: z.int().positive() }),
    /** The learner decides about the frame (crop, straighten); at least so many pixels wide. */
    z.strictObject({ rule: z.literal('free'), minWidth: z.int().positive() }),
    /** Exactly so many pixels. */
    z.strictObject({ rule: z.literal('exact'), width: z.int().positive(), height: z.int().positive() }),
  ]),
});

/** A criterion as the author writes it. `params` is parsed by its kind's own schema. */
export const CriterionSpec = z.strictObject({
  id: Slug,
  kind: z.string(),
  title: z.string(),
  /** Share of the total; omitted for `protect`, which multiplies. */
  weight: z.number().positive().optional(),
  essential: z.boolean().default(false),
  /** Score from which this criterion counts as passed. */
  passAt: z.int().min(0).max(100).default(60),
  region: z.string().optional(),
  params: z.record(z.string(), z.unknown()).default({}),
});

export const ExerciseSpec = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  summary: z.string(),
  track: Slug,
  level: z.enum(['starter', 'intermediate', 'advanced']),
  minutes: z.int().positive(),
  skills: z.array(Slug).min(1),
  /** Slugs of exercises worth doing first. */
  requires: z.array(Slug).default([]),
  /** `<track>/<slug>` of the lesson that teaches it. */
  lesson: z.string().optional(),
  submission: SubmissionRules,
  start: RelativePath,
  references: z.array(RelativePath).min(1),
  regions: z.record(Slug, RelativePath).default({}),
  criteria: z.array(CriterionSpec).min(1),
  passMark: z.int().min(1).max(100),
  licence: z.string(),
  /** One sentence on screens and profiles, shown beside colour scores. */
  viewing: z.string().optional(),
});

/** Per term of a criterion (`<criterion>/<term>`): distance of the untouched start, tolerance from the allowed exports. */
export const CalibratedTerm = z.strictObject({
  start: z.number().nonnegative(),
  tolerance: z.number().nonnegative(),
  /** start / tolerance; `check` refuses less than 3. */
  ratio: z.number(),
});
export const Calibration = z.strictObject({
  graderVersion: z.string(),
  /** Digest of spec, start, references and regions it was computed from: a stale calibration is refused. */
  inputs: z.string(),
  terms: z.record(z.string(), CalibratedTerm),
  /** Margins over the goldens: smallest distance of a verdict to its bound, in points. */
  goldens: z.array(
    z.strictObject({ name: z.string(), score: z.int().nullable(), expect: z.string(), margin: z.number() }),
  ),
});

export const Credits = z.strictObject({
  pictures: z
    .array(
      z.strictObject({
        path: RelativePath,
        madeBy: z.string(),
        script: z.string().optional(),
        settings: z.string().optional(),
        licence: z.string(),
        author: z.string(),
      }),
    )
    .min(1),
});

export type SubmissionRules = z.infer<typeof SubmissionRules>;
export type CriterionSpec = z.infer<typeof CriterionSpec>;
export type ExerciseSpec = z.infer<typeof ExerciseSpec>;
export type Calibration = z.infer<typeof Calibration>;
export type CalibratedTerm = z.infer<typeof CalibratedTerm>;
export type Credits = z.infer<typeof Credits>;
