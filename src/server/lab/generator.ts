import type { LabSettings } from '#core/lab.ts';
import type { GeneratorKind } from './config.ts';

/** A whole or decimal number between two bounds, and what is meant when nothing is said. */
export interface Range {
  min: number;
  max: number;
  usual: number;
}

/** What a generator lets a learner decide. A setting it does not take is null, or false. */
export interface Capabilities {
  /** As a learner may read it, such as "sd_xl_base_1.0". */
  model: string | null;
  negativePrompt: boolean;
  seed: boolean;
  steps: Range | null;
  guidance: Range | null;
  samplers: string[] | null;
  /** Width and height in pixels. */
  sizes: [width: number, height: number][];
}

export interface GeneratedPicture {
  /** Exactly as the generator gave them; nothing has looked at them yet. */
  bytes: Uint8Array;
  /** The seed the generator says it used, as decimal digits. */
  seed: string | null;
  /** Its own words about how the picture was made, where they came beside the picture. */
  infotext: string | null;
}

export interface Watching {
  signal: AbortSignal;
  /** Between 0 and 1. */
  onProgress(share: number): void;
  /** What the generator calls this work, known before it starts: with it the work can be found again. */
  onTicket(ticket: string): Promise<void>;
}

/** One picture at a time; everything that goes wrong is a `GeneratorProblem`. */
export interface Generator {
  readonly kind: GeneratorKind;
  /** Each picture is paid for: a request whose answer was lost is not sent a second time. */
  readonly paid: boolean;
  capabilities(signal: AbortSignal): Promise<Capabilities>;
  generate(settings: LabSettings, watching: Watching): Promise<GeneratedPicture>;
  /** Takes up work that was begun under this ticket; null when the generator knows nothing of it. */
  resume?(ticket: string, settings: LabSettings, watching: Watching): Promise<GeneratedPicture | null>;
  /** Stops the work on the learner's wish, as far as the generator lets itself be stopped. Never throws. */
  cancel(ticket: string | null): Promise<void>;
  /** One sentence for whoever runs the site. Throws when the generator cannot be used. */
  reach(signal: AbortSignal): Promise<string>;
}

export type ProblemCode =
  | 'unreachable'
  | 'timed-out'
  | 'broken-off'
  | 'redirected'
  | 'elsewhere'
  | 'too-much'
  | 'not-understood'
  | 'no-picture'
  | 'not-a-picture'
  | 'not-looked-at'
  | 'key-refused'
  | 'quota-spent'
  | 'too-fast'
  | 'prompt-refused'
  | 'settings-refused'
  | 'model-missing'
  | 'generator-failed'
  | 'stopped'
  | 'disk-full';

export class GeneratorProblem extends Error {
  readonly code: ProblemCode;
  /** The generator's own words, where it had some: to be shown as text, never trusted. */
  readonly said: string;
  /** When it asks to be left alone for a while. */
  readonly retryAfterMs: number | null;
  /** The request had left and nothing says that it was turned down: the picture may have been made and paid for. */
  readonly mayHaveCost: boolean;

  constructor(
    code: ProblemCode,
    about: { said?: string; retryAfterMs?: number | null; mayHaveCost?: boolean } = {},
  ) {
    super(about.said ? `${code}: ${about.said}` : code);
    this.code = code;
    this.said = saidOf(about.said ?? '');
    this.retryAfterMs = about.retryAfterMs ?? null;
    this.mayHaveCost = about.mayHaveCost ?? false;
  }
}

/** Text of a stranger: one line, at most 300 characters, nothing that looks like a key. */
const saidOf = (text: string): string =>
  text
    .replace(/[\p{C}\s]+/gu, ' ')
    .replace(/\b(?:sk|key|Bearer)[-_ ][\w*.-]{6,}/gi, '…')
    .trim()
    .slice(0, 300);
