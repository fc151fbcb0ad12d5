import { z } from 'zod';
import { DIALECTS } from '../prompt/dialects/types.ts';
import { Params } from './params.ts';
import { Says } from './says.ts';

export { Params } from './params.ts';

/**
 * The report: what a grade says. Versioned by `schema`; the same input gives the same report, `phases[].ms` apart.
 * Exported as JSON Schema by `z.toJSONSchema(Report)` (see `report/json-schema.ts`).
 */
export const REPORT_SCHEMA = 'atelier.report/1';

/** How much a remark matters: it blocks the pass · it should be done next · good to know · well done. */
export const Severity = z.enum(['essential', 'actionable', 'informative', 'celebratory']);

export const Feedback = z.strictObject({
  /** `<kind>.<what>`, the key of its words in `content/feedback/`. */
  code: z.string(),
  severity: Severity,
  params: Params,
  /** What is wrong, why it matters, what to do next, in direction and amount. */
  text: z.string(),
  /** In a set: name of the frame that is meant; none where it is the set as a whole. */
  frame: z.string().optional(),
});

/** A place in the picture, as fractions (0..1) of the aligned picture's width and height, worst first. */
export const Place = z.strictObject({
  n: z.int().min(1),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  /** What was measured there, in the criterion's unit. */
  value: z.number(),
  /** What is seen there, in words ("8 L* too dark", "texture smeared"). */
  text: z.string(),
  /** In a set: name of the frame it is in. */
  frame: z.string().optional(),
});

/** What a criterion says of one frame of a set. */
export const FrameResult = z.strictObject({
  frame: z.string(),
  /** In the criterion's unit. */
  value: z.number(),
  /** 0..100 by the scales of the whole set; none where the criterion looks at the frames together. */
  score: z.int().min(0).max(100).optional(),
  pass: z.boolean().optional(),
  /** The difference in words, where the criterion looks at the frames together. */
  text: z.string().optional(),
  /** Names of evidence pictures of this frame, among those of the criterion. */
  evidence: z.array(z.string()),
});

export const CriterionReport = z.strictObject({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  /** The measurement shown to the learner, and its unit ("ΔE00", "°", "levels", "of 14", "kB"). */
  value: z.number(),
  unit: z.string(),
  /** What the value should be, and how far it may be off without loss. */
  target: z.number(),
  tolerance: z.number(),
  /** 0..100, whole. */
  score: z.int().min(0).max(100),
  /** Share of the total; 0 for a protection, which multiplies the total instead. */
  weight: z.number().min(0),
  essential: z.boolean(),
  pass: z.boolean(),
  /** The score from which the criterion is met; reports of earlier versions do not say. */
  passAt: z.int().optional(),
  /** For protections: the factor 0..1 the total is multiplied by. */
  factor: z.number().min(0).max(1).optional(),
  region: z.string().optional(),
  feedback: z.array(Feedback),
  places: z.array(Place),
  /** Names of evidence pictures. */
  evidence: z.array(z.string()),
  /** The evidence in words, for whoever does not see it. */
  evidenceText: z.string().optional(),
  /** In a set: every frame in its order. */
  frames: z.array(FrameResult).optional(),
});

/** Why a file could not be graded: it costs no attempt. */
export const Problem = z.strictObject({
  code: z.string(),
  title: z.string(),
  text: z.string(),
  hint: z.string(),
});

/** 64-bin counts as shares (sum 1) of one channel for start, the learner's picture and the reference. */
export const Plot = z.strictObject({
  channel: z.enum(['lightness', 'red', 'green', 'blue', 'a', 'b']),
  start: z.array(z.number()),
  yours: z.array(z.number()),
  target: z.array(z.number()),
  /** In a set: name of the frame. */
  frame: z.string().optional(),
  /**
   * Where the darkest, the middle and the lightest tones lie (0.5th, 50th and 99.5th percentile) on a scale of 0..100,
   * L* for lightness: the very figures that remarks speak of. Reports of earlier versions lack them.
   */
  marks: z.strictObject({ yours: z.array(z.number()), target: z.array(z.number()) }).optional(),
});

export const FileFacts = z.strictObject({
  name: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  /** Such as jpeg; of a text `text`, whose width and height are 0. */
  format: z.string(),
  width: z.int(),
  height: z.int(),
  bitDepth: z.int(),
  profile: z.string(),
  hasAlpha: z.boolean(),
  /** In a set: name of the frame that it shows. */
  frame: z.string().optional(),
  /** Of a picture; reports of earlier versions lack it. */
  says: Says.optional(),
});

/** The text of a prompt exercise as it was read, and where in it something was found. */
export const PromptReport = z.strictObject({
  text: z.string(),
  dialect: z.enum(DIALECTS),
  /** Unicode code points. */
  characters: z.int(),
  /** CLIP tokens. */
  tokens: z.int(),
  /** Ordered by place; they may overlap. Offsets are UTF-16 units into `text`. */
  spans: z.array(
    z.strictObject({
      from: z.int().min(0),
      to: z.int().min(0),
      /** Found as the brief asks · wrong · weighed by the dialect's syntax. */
      kind: z.enum(['facet', 'problem', 'weight']),
      criterion: z.string().optional(),
      code: z.string().optional(),
      severity: Severity.optional(),
      weight: z.number().optional(),
      /** What is to be said of the place. */
      text: z.string(),
    }),
  ),
});

export const Report = z.strictObject({
  schema: z.literal(REPORT_SCHEMA),
  outcome: z.enum(['passed', 'not-yet', 'ungradable']),
  /** 0..100, whole; null when ungradable. */
  score: z.int().min(0).max(100).nullable(),
  passMark: z.int(),
  graderVersion: z.string(),
  /** Everything else that decides a grade: pixelmatch, sharp, libvips … */
  versions: z.record(z.string(), z.string()),
  exercise: z.strictObject({ id: z.string(), slug: z.string(), digest: z.string() }),
  /** The files in the order in which they came. */
  submission: z.array(FileFacts),
  /** In a set: its frames in their order, each with the index of its file in `submission`. */
  frames: z.array(z.strictObject({ name: z.string(), title: z.string(), file: z.int().min(0) })).optional(),
  phases: z.array(
    z.strictObject({ name: z.enum(['received', 'decoded', 'aligned', 'measured', 'drawn']), ms: z.number() }),
  ),
  criteria: z.array(CriterionReport),
  /** The one step that gains most, first on the page. Absent when there is nothing to gain. */
  next: z.strictObject({ criterion: z.string(), code: z.string(), text: z.string() }).optional(),
  problem: Problem.optional(),
  /** Alignment found, colour profile converted, depth reduced … none of which costs points. */
  notes: z.array(
    z.strictObject({ code: z.string(), params: Params, text: z.string(), frame: z.string().optional() }),
  ),
  plots: z.array(Plot),
  /** Of a text exercise. */
  prompt: PromptReport.optional(),
});

export type Severity = z.infer<typeof Severity>;
export type Feedback = z.infer<typeof Feedback>;
export type Place = z.infer<typeof Place>;
export type FrameResult = z.infer<typeof FrameResult>;
export type CriterionReport = z.infer<typeof CriterionReport>;
export type Problem = z.infer<typeof Problem>;
export type Plot = z.infer<typeof Plot>;
export type PromptReport = z.infer<typeof PromptReport>;
export type FileFacts = z.infer<typeof FileFacts>;
export type Report = z.infer<typeof Report>;
