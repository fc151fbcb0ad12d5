import type { PromptReport } from '../../graders/report/schema.ts';
import type { Exercise, TextExercise } from '../../graders/types.ts';
import type { LabRun } from '../core/lab.ts';
import type {
  Attempt,
  ExerciseProgress,
  Learner,
  LessonProgress,
  Outcome,
  Receipt,
  Refusal,
} from '../core/types.ts';
import type { Look } from '../core/view/look.ts';
import type { Gallery } from './gallery/app.ts';
import type { Deletion } from './accounts/deletion-app.ts';
import type { OwnData } from './accounts/own-data.ts';
import type { Gradebooks } from './gradebook/app.ts';
import type { Cohorts } from './cohorts/app.ts';
import type { Credentials } from './credentials/app.ts';
import type { GeneratorKind } from './lab/config.ts';
import type { Capabilities } from './lab/generator.ts';
import type { WishForm } from './lab/wish.ts';
import type { Notices } from './notices/app.ts';
import type { Portfolios } from './portfolio/app.ts';
import type { Integrity } from './integrity/app.ts';
import type { Regrades } from './regrade/app.ts';
import type { Appeals, Review } from './review/app.ts';

/**
 * Everything the thin edges (pages, API, CLI) may ask of the platform. One instance per process, made by
 * `createApp(config)` and handed to Astro as `Astro.locals.app`; pages import types from here and nothing else of the server.
 */
export interface App {
  readonly version: string;
  readonly publicUrl: string;
  /** The platform's clock, ms UTC. */
  now(): number;
  setup: Setup;
  accounts: Accounts;
  catalogue: Catalogue;
  attempts: Attempts;
  prompts: Prompts;
  progress: Progress;
  review: Review;
  appeals: Appeals;
  regrades: Regrades;
  integrity: Integrity;
  pictures: Pictures;
  portfolios: Portfolios;
  notices: Notices;
  /** A file of the built site by its address, such as a style sheet; null where there is none. */
  builtFile(address: string): Promise<Uint8Array | null>;
  gallery: Gallery;
  gradebooks: Gradebooks;
  cohorts: Cohorts;
  deletion: Deletion;
  /** Everything that is kept of one person, for that person alone. */
  ownData: OwnData;
  credentials: Credentials;
  /** Null when no generator is configured: then nothing of the lab is shown, and its addresses are 404. */
  lab: Lab | null;
  health(): Promise<{
    ok: boolean;
    version: string;
    queue: { waiting: number; running: number };
    problem?: string;
  }>;
}

/** The first account of a school, its owner's, protected by a code that only whoever runs the server can read. */
export interface Setup {
  /** Whether there is no owner yet. */
  open(): Promise<boolean>;
  /** The code, made when first asked for; null once there is an owner. For the console alone. */
  code(): Promise<string | null>;
  /** Makes the owner's account and returns the Set-Cookie value of a session. 403 code-wrong, 404 setup-over. */
  make(form: { code: string; name: string; email: string; password: string }): Promise<Outcome<string>>;
}

/** A new session to be set as cookie. `cookie` is the complete Set-Cookie value. */
export interface SignedIn {
  learner: Learner;
  cookie: string;
}

export interface Accounts {
  /** `guest`: the guest learner to be turned into this account, keeping id, attempts and progress. */
  signUp(
    form: { name: string; email: string; password: string },
    guest: Learner | null,
    address: string,
  ): Promise<Outcome<SignedIn>>;
  signIn(
    form: { email: string; password: string },
    guest: Learner | null,
    address: string,
  ): Promise<Outcome<SignedIn>>;
  /** Ends the session; returns the cookie that clears it. */
  signOut(cookieHeader: string | null): Promise<string>;
  /** Name and e-mail address; a new address needs the current password. */
  changeDetails(
    learner: Learner,
    form: { name: string; email: string; current: string },
  ): Promise<Outcome<Learner>>;
  /** Ends every session, open link and personal token, and signs in. */
  changePassword(learner: Learner, form: { current: string; next: string }): Promise<Outcome<SignedIn>>;
  /** A session for someone who has none yet: may try one exercise and answer check questions. */
  becomeGuest(address: string): Promise<Outcome<SignedIn>>;
  /**
   * A personal token for the API: shown once, stored as digest.
   * `once`, a UUID put into the form, makes a form that is sent twice harmless: the second time is refused.
   */
  createToken(
    learner: Learner,
    label: string,
    once?: string,
  ): Promise<Outcome<{ id: string; token: string }>>;
  listTokens(
    learner: Learner,
  ): Promise<{ id: string; label: string; createdAt: number; lastUsedAt: number | null }[]>;
  revokeToken(learner: Learner, id: string): Promise<boolean>;
  /** Whose password such a link sets, and whether it is their first. 410 link-spent. */
  checkResetLink(token: string): Promise<Outcome<{ learner: Learner; first: boolean }>>;
  /** Sets a new password by a link from `atelier user reset-link`; then as `changePassword`. */
  resetPassword(token: string, next: string, address: string): Promise<Outcome<SignedIn>>;
  /**
   * Who is calling, by session cookie or, below `/api/`, by `Authorization: Bearer`. `cookie` is a Set-Cookie value to pass on (the session
   * was prolonged, or has ended and is to be cleared); `expired` tells that a session was sent which no longer holds.
   */
  authenticate(
    request: Request,
  ): Promise<{ learner: Learner | null; cookie: string | null; expired: boolean }>;
}

/** Exercises as found in `exercises/`, opened at start. */
export interface Catalogue {
  all(): Exercise[];
  bySlug(slug: string): Exercise | null;
  byId(id: string): Exercise | null;
}

export interface Attempts {
  /**
   * Streams a multipart body with pictures into the blob store, or reads the text of a request, then writes attempt and
   * job in one transaction. A text that was read already is handed in as a string.
   * Refusals: 400 no-file, no-text, several-files, several-texts, too-many-files, too-few-files, wrong-field, malformed,
   * aborted; 413 too-large, text-too-long; 415 not-accepted; 422 unreadable, empty-text, not-utf8; 429 too-fast; 507
   * disk-full; 403 guest-limit.
   * `arrivedAt`: when the first byte of the request came; now where it is left out.
   * `learner` null: somebody without a session. They become a guest when the work is taken in; `cookie` is then the
   * Set-Cookie value of their session.
   */
  submit(
    learner: Learner | null,
    exercise: Exercise,
    handedIn: Request | string,
    address: string,
    arrivedAt?: number,
  ): Promise<Outcome<{ attempt: Attempt; receipt: Receipt; duplicate: boolean; cookie: string | null }>>;
  /** The attempt when `viewer` may see it, else null. */
  get(id: string, viewer: Learner): Promise<Attempt | null>;
  /** Whose attempt it is, when `viewer` may see it, else null. */
  learnerOf(id: string, viewer: Learner): Promise<Learner | null>;
  /** Newest first. */
  ofLearner(learner: Learner, exerciseId?: string): Promise<Attempt[]>;
  /** Of these, what `viewer` may see. */
  ofLearnerFor(viewer: Learner, learner: Learner, exerciseId: string): Promise<Attempt[]>;
  /** Yields the attempt at once and after every change until it is final or `signal` aborts. */
  watch(id: string, viewer: Learner, signal: AbortSignal): AsyncIterable<Attempt>;
  /** Original bytes of the nth file, to the owner and their staff, to be sent as attachment. */
  original(
    id: string,
    n: number,
    viewer: Learner,
  ): Promise<{ stream: ReadableStream; name: string; bytes: number } | null>;
  /**
   * `yours` (the upload, oriented, sRGB, ≤ 1600 px, without metadata), of a set also `yours-2` …, and every evidence picture
   * of the report.
   */
  evidence(id: string, name: string, viewer: Learner): Promise<{ bytes: Uint8Array; mime: string } | null>;
}

export interface Prompts {
  /** The text of a request, also where it may not be handed in: `refusal` says why, and the form shows the text again. */
  read(exercise: TextExercise, request: Request): Promise<{ text: string; refusal: Refusal | null }>;
  /**
   * What is seen in a text before it is handed in. Nothing of it is stored or logged. 429 looked-too-often. `sender` is the
   * learner's id, or the address of somebody without a session.
   */
  look(exercise: TextExercise, text: string, sender: string): Outcome<Look>;
  /** The text the client accepted, marked as an attempt's would be, for a learner who has passed. */
  accepted(exercise: TextExercise): Promise<PromptReport | null>;
}

/** The generator that learners may use inside exercises whose submission is generated pictures. */
export interface Lab {
  readonly kind: GeneratorKind;
  /** What may be decided about a picture here; a refusal while the generator is away. */
  capabilities(): Promise<Outcome<Capabilities>>;
  /** Pictures this learner may still ask for until midnight UTC. */
  left(learner: Learner): Promise<{ left: number; perDay: number }>;
  /**
   * Puts a run into the queue and returns its id. Refusals: 403 lab-account-needed, 422 lab-setting-wrong,
   * 429 lab-day-used-up, lab-school-used-up, lab-runs-waiting, lab-too-fast, 503 lab-generator-away, 507 disk-full.
   */
  ask(learner: Learner, exercise: Exercise, form: WishForm): Promise<Outcome<string>>;
  /** The learner's runs at this exercise, newest first. */
  runs(learner: Learner, exerciseId: string): Promise<LabRun[]>;
  /** The run when it is the viewer's own, else null. */
  run(id: string, viewer: Learner): Promise<LabRun | null>;
  /** Yields the run at once and after every change until it has ended or `signal` aborts. */
  watch(id: string, viewer: Learner, signal: AbortSignal): AsyncIterable<LabRun>;
  cancel(learner: Learner, id: string): Promise<Outcome<void>>;
  /** The picture as shown: WebP without metadata. Null when it is not this learner's. */
  shown(learner: Learner, runId: string, position: number): Promise<Uint8Array | null>;
  /** The file itself, to be sent as attachment. */
  original(
    learner: Learner,
    runId: string,
    position: number,
  ): Promise<{ stream: ReadableStream; name: string; bytes: number } | null>;
  /** Hands chosen pictures in, each as `<run>.<position>`: an attempt like any upload. Refusals: as `Attempts.submit`, 422 lab-wrong-choice, lab-picture-gone. */
  handIn(
    learner: Learner,
    exercise: Exercise,
    chosen: readonly string[],
    arrivedAt?: number,
  ): Promise<Outcome<{ attemptId: string; duplicate: boolean }>>;
}

export interface Progress {
  exercises(learner: Learner): Promise<Map<string, ExerciseProgress>>;
  /** Keyed by `<track>/<slug>`; `totals` gives the number of check questions of each lesson. */
  lessons(learner: Learner, totals: Map<string, number>): Promise<Map<string, LessonProgress>>;
  /** The answers given to one lesson's checks: question id → chosen option index and whether it was right. */
  checks(learner: Learner, lesson: string): Promise<Map<string, { choice: number; correct: boolean }>>;
  answerCheck(
    learner: Learner,
    lesson: string,
    check: string,
    choice: number,
    correct: boolean,
  ): Promise<void>;
}

/** Our own pictures, derived at fixed widths and kept on disk. Never learners' files. */
export interface Pictures {
  /**
   * `ref`: `content/<path>` or `exercises/<track>/<slug>/<path>`; start pictures and lesson pictures only, references never
   * (see `referenceOf`). `url(width, format)` gives `/pictures/<key>/<width>.<format>`; null when the picture does not exist.
   */
  describe(ref: string): Promise<PictureInfo | null>;
  /** The reference of an exercise, or of a frame of its set, for a learner who has passed it. */
  referenceOf(of: Pick<Exercise, 'spec' | 'references'>, index: number): Promise<PictureInfo | null>;
  /** The bytes behind such an address; `key` is unguessable for references. */
  derived(key: string, width: number, format: string): Promise<{ bytes: Uint8Array; mime: string } | null>;
}

export interface PictureInfo {
  width: number;
  height: number;
  /** A tiny blurred WebP as data URL. */
  placeholder: string;
  /** Widths on offer, ascending; formats avif and webp. */
  widths: number[];
  url(width: number, format: 'avif' | 'webp'): string;
}
