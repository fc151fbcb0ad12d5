import { z } from 'zod';
import { DIALECTS } from '../prompt/dialects/types.ts';

/** The files of an exercise folder, parsed once at the border. Every object is strict: a typo is an error with its path. */

const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');
const RelativePath = z.string().regex(/^(?!\/)(?!.*\.\.)[\w./-]+$/, 'a path inside the exercise folder');

export const Format = z.enum(['jpeg', 'png', 'webp', 'avif', 'tiff']);

/** What every picture that is handed in must keep to. */
const PictureLimits = {
  formats: z.array(Format).min(1),
  /** Of each file. */
  maxBytes: z.int().positive(),
  /** Width × height that may be decoded. */
  maxPixels: z.int().positive(),
};

const LaidShape = {
  ...PictureLimits,
  /** Files separated for print (CMYK) are taken too; they are compared as their profile shows them on a screen. */
  cmyk: z.literal(true).optional(),
  size: z.discriminatedUnion('rule', [
    /** The reference's size, or the same aspect (± 0.5 %) from `minWidth` up. */
    z.strictObject({ rule: z.literal('same-aspect'), minWidth: z.int().positive() }),
    /** The learner decides about the frame (crop, straighten); at least so many pixels wide. */
    z.strictObject({
      rule: z.literal('free'),
      minWidth: z.int().positive(),
      /** The learner also decides about the perspective: attempts are laid on the reference by a homography. */
      perspective: z.literal(true).optional(),
    }),
    /** Exactly so many pixels. */
    z.strictObject({ rule: z.literal('exact'), width: z.int().positive(), height: z.int().positive() }),
  ]),
};

/** Pictures straight from the learner's generator: no reference to lie on, each judged by what it says and shows. */
const GeneratedRules = z.strictObject({
  kind: z.literal('generated'),
  count: z.int().min(1).max(12),
  ...PictureLimits,
  size: z.strictObject({ minWidth: z.int().positive(), minHeight: z.int().positive() }),
});

/** One prompt, as UTF-8. */
const TextRules = z.strictObject({
  kind: z.literal('text'),
  dialect: z.enum(DIALECTS),
  /** Unicode code points. */
  maxCharacters: z.int().min(40).max(20_000),
  /** What the learner starts from: it stands in the field before anything is written. */
  given: z.string().min(1).optional(),
});

export const SubmissionRules = z.discriminatedUnion('kind', [
  /** One picture laid on a reference. */
  z.strictObject({ kind: z.literal('image'), ...LaidShape }),
  /** One for every frame of a set; the rules hold for each file. */
  z.strictObject({ kind: z.literal('image-set'), ...LaidShape }),
  GeneratedRules,
  TextRules,
]);

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
  /** In a set, which distance counts of a kind that looks at single pictures: the worst frame's (default) or the mean. */
  across: z.enum(['worst', 'mean']).optional(),
  params: z.record(z.string(), z.unknown()).default({}),
});

/** What the client sends along with the pictures: artwork, a colour card, marks on a print. Never graded. */
export const MaterialSpec = z.strictObject({
  file: z.string().regex(/^material\/[\w-]+(\.[\w-]+)+$/, 'a file directly in material/'),
  title: z.string(),
});

/** One picture of a set. The nth references of all frames are one accepted look. */
export const FrameSpec = z.strictObject({
  name: Slug,
  title: z.string(),
  start: RelativePath,
  references: z.array(RelativePath).min(1),
  /** Masks of this frame alone, beside or instead of the shared ones. */
  regions: z.record(Slug, RelativePath).default({}),
});

const Fields = z.strictObject({
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
  /** What stands for the exercise in lists and beside the brief; of pictures that are edited, what is edited. */
  start: RelativePath,
  /** Accepted solutions: pictures, or texts (UTF-8). None where the learner generates the pictures. */
  references: z.array(RelativePath).default([]),
  regions: z.record(Slug, RelativePath).default({}),
  material: z.array(MaterialSpec).min(1).optional(),
  criteria: z.array(CriterionSpec).min(1),
  passMark: z.int().min(1).max(100),
  licence: z.string(),
  /** One sentence on screens and profiles, shown beside colour scores. */
  viewing: z.string().optional(),
  /** The pictures of a set in their order; `start` and `references` are then the first frame's. */
  frames: z.array(FrameSpec).min(2).max(12).optional(),
});

/** A set names its pictures in `frames` alone: the first one stands for the exercise. */
export const ExerciseSpec = z.preprocess(withFirstFrame, Fields).superRefine((spec, context) => {
  for (const [path, message] of submissionProblems(spec)) context.addIssue({ code: 'custom', path, message });
});

function withFirstFrame(raw: unknown): unknown {
  const spec = (raw ?? {}) as { start?: unknown; references?: unknown; frames?: unknown };
  if (!Array.isArray(spec.frames) || 'start' in spec || 'references' in spec) return raw;
  const { start, references } = (spec.frames[0] ?? {}) as typeof spec;
  return { ...spec, start, references };
}

type Problems = [string[], string][];

function submissionProblems(spec: z.output<typeof Fields>): Problems {
  switch (spec.submission.kind) {
    case 'image':
      return [
        ...(spec.frames
          ? ([[['frames'], 'a single picture has none; the kind for several is image-set']] as Problems)
          : []),
        ...referencesMissing(spec),
      ];
    case 'image-set':
      return [...setProblems(spec, spec.submission), ...referencesMissing(spec)];
    case 'generated':
      return [
        ...pictureParts(spec),
        ...(spec.references.length > 0
          ? ([[['references'], 'generated pictures lie on none; leave them out']] as Problems)
          : []),
      ];
    case 'text':
      return [
        ...pictureParts(spec),
        ...referencesMissing(spec),
        ...(spec.references.some((path) => !path.endsWith('.txt'))
          ? ([[['references'], 'a text is a .txt file']] as Problems)
          : []),
      ];
  }
}

const referencesMissing = ({ references }: z.output<typeof Fields>): Problems =>
  references.length > 0 ? [] : [[['references'], 'at least one accepted solution']];

/** What has a meaning only for pictures that are laid on a reference. */
const pictureParts = ({ frames, regions }: z.output<typeof Fields>): Problems => [
  ...(frames ? ([[['frames'], 'only a set of pictures has frames']] as Problems) : []),
  ...(Object.keys(regions).length > 0
    ? ([[['regions'], 'there is no reference whose geometry they could have']] as Problems)
    : []),
];

function setProblems({ frames, start, references }: z.output<typeof Fields>, { size }: LaidRules): Problems {
  if (!frames) return [[['frames'], 'a set names its pictures here']];
  const problems: Problems = [];
  const [first, ...others] = frames;
  if (start !== first!.start || references.join() !== first!.references.join())
    problems.push([['start'], 'the pictures of a set stand with its frames']);
  if (size.rule === 'free')
    problems.push([
      ['submission', 'size'],
      'the frames of a set are not free: files are told apart by content',
    ]);
  if (new Set(frames.map(({ name }) => name)).size < frames.length)
    problems.push([['frames'], 'two frames have one name']);
  if (others.some((frame) => frame.references.length !== first!.references.length))
    problems.push([['frames'], 'every frame needs as many references: the nth ones belong together']);
  return problems;
}

/** Per term of a criterion (`<criterion>/<term>`): distance of the untouched start, tolerance from the allowed exports. */
export const CalibratedTerm = z.strictObject({
  start: z.number().nonnegative(),
  tolerance: z.number().nonnegative(),
  /** start / tolerance; `check` refuses less than 3. */
  ratio: z.number(),
});
/** Attempts whose verdict is known, and how often the grader gets it wrong: passes what must fail, fails what must pass. */
export const Verdicts = z.strictObject({ attempts: z.int(), falsePasses: z.int(), falseFails: z.int() });

export const Calibration = z.strictObject({
  graderVersion: z.string(),
  /** Digest of spec, start, references and regions it was computed from: a stale calibration is refused. */
  inputs: z.string(),
  terms: z.record(z.string(), CalibratedTerm),
  /** Margins over the goldens: smallest distance of a verdict to its bound, in points. */
  goldens: z.array(
    z.strictObject({ name: z.string(), score: z.int().nullable(), expect: z.string(), margin: z.number() }),
  ),
  verdicts: Verdicts.optional(),
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
/** Rules of pictures that are laid on a reference. */
export type LaidRules = Extract<SubmissionRules, { kind: 'image' | 'image-set' }>;
export type GeneratedRules = z.infer<typeof GeneratedRules>;
export type TextRules = z.infer<typeof TextRules>;
export type CriterionSpec = z.infer<typeof CriterionSpec>;
export type MaterialSpec = z.infer<typeof MaterialSpec>;
export type FrameSpec = z.infer<typeof FrameSpec>;
export type ExerciseSpec = z.infer<typeof ExerciseSpec>;
export type Calibration = z.infer<typeof Calibration>;
export type Verdicts = z.infer<typeof Verdicts>;
export type CalibratedTerm = z.infer<typeof CalibratedTerm>;
export type Credits = z.infer<typeof Credits>;
