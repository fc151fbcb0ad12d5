import type { Finding, Kind, Measurement, Verdict } from '../criteria/types.ts';
import type { Params } from '../report/schema.ts';
import type { Facet } from './facets/schema.ts';
import type { ParsedPrompt, Span } from './dialects/types.ts';

/** A prompt as it is judged. */
export interface TextContext {
  /** Line ends are \n, a byte order mark is gone. Offsets count UTF-16 units of it. */
  text: string;
  parsed: ParsedPrompt;
  /** The brief that the learner read, as Markdown. */
  brief: string;
  /** What all criteria of the exercise look for together. */
  facets: readonly Facet[];
}

/** A place in the text: what was found there, what is wrong there, or how much it weighs. */
export interface TextSpan extends Span {
  kind: 'facet' | 'problem' | 'weight';
  code: string;
  params: Params;
  weight?: number;
}

export interface TextMeasurement extends Measurement {
  spans: TextSpan[];
}

/** A kind of criterion that reads a text. Every term brings its own `limit` and `tolerance`. */
export interface TextKind<P = unknown> extends Omit<
  Kind<P>,
  'measure' | 'measureAlone' | 'explain' | 'reads'
> {
  measure(text: TextContext, params: P): TextMeasurement;
  explain(measurement: TextMeasurement, verdict: Verdict, params: P): Finding[];
}
