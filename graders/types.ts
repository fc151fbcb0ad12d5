import type {
  Calibration,
  ExerciseSpec,
  GeneratedRules,
  LaidRules,
  SubmissionRules,
  TextRules,
} from './exercise/schema.ts';
import type { Report } from './report/schema.ts';

/** One file as it arrived. The name is shown, never trusted. */
export interface SubmittedFile {
  name: string;
  bytes: Uint8Array;
}

export interface Submission {
  files: SubmittedFile[];
}

/** A picture or an accepted text of an exercise: its path inside the folder and how to read its bytes. */
export interface PictureFile {
  path: string;
  sha256: string;
  bytes(): Promise<Uint8Array>;
}

/** An exercise opened from its folder: parsed, digested, its pictures within reach. Immutable. */
export interface Exercise<Rules extends SubmissionRules = SubmissionRules> {
  /** Absolute path of the folder; an address, not the identity. */
  folder: string;
  slug: string;
  track: string;
  spec: ExerciseSpec & { submission: Rules };
  /** SHA-256 over everything in the folder that decides a grade (spec, calibration, start, references, regions, brief). */
  digest: string;
  /** Of a set, the first frame's start and references: they stand for the exercise in lists. */
  start: PictureFile;
  references: PictureFile[];
  /** Region name → mask (8-bit grey PNG, white = inside, in the geometry of the reference). */
  regions: Record<string, PictureFile>;
  /** What the client sends along: learners download it, nothing grades it. */
  material: MaterialFile[];
  /** The pictures of a set in their order; none where a single picture is asked for. */
  frames: ExerciseFrame[];
  /** The words of brief.mdx where handing them back is judged: of a text exercise. */
  brief: string | null;
  calibration: Calibration | null;
}

/** Pictures that are laid on a reference: one, or one for every frame of a set. */
export type LaidExercise = Exercise<LaidRules>;
/** Pictures from the learner's own generator, without a reference. */
export type GeneratedExercise = Exercise<GeneratedRules>;
/** A prompt. */
export type TextExercise = Exercise<TextRules>;

/** A file that goes with the brief, called `title` on the page. */
export interface MaterialFile extends PictureFile {
  title: string;
}

/** One picture of a set. `regions` are its own masks, beside or instead of the exercise's. */
export interface ExerciseFrame extends Pick<Exercise, 'start' | 'references' | 'regions'> {
  name: string;
  title: string;
}

/** Words by feedback code, read from `content/feedback/`; `{name}` in a text is replaced by the param. */
export type Words = Record<
  string,
  { severity: 'essential' | 'actionable' | 'informative' | 'celebratory'; text: string }
>;

export interface GradeOptions {
  words: Words;
  /** Monotonic milliseconds, for the phases' durations. */
  now(): number;
  /** Called as each phase ends. */
  onPhase?(name: Report['phases'][number]['name']): void;
  /** Whom to believe as signers of Content Credentials: PEM certificates. Without them nobody is vouched for. */
  anchors?: string | undefined;
  /** Kept features of start and reference, keyed by exercise digest and grader version. */
  cache?: FeatureCache;
}

export interface FeatureCache {
  get(key: string): Promise<Uint8Array | undefined>;
  set(key: string, value: Uint8Array): Promise<void>;
}

/** A drawn picture that points at the place: WebP, JPEG or PNG of at most 1600 px. */
export interface Evidence {
  name: string;
  mime: string;
  bytes: Uint8Array;
  width: number;
  height: number;
  /** What it shows, in words. */
  alt: string;
}

export interface Graded {
  report: Report;
  evidence: Evidence[];
  /** What was done to each picture, by `EDIT_METHOD`: to find near-duplicates by. Decides no grade; none of a text. */
  edits?: Int16Array[];
}
