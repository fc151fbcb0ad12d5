import type { PromptReport } from '../../../graders/report/schema.ts';
import type { LookWeight } from './look.ts';
import type { Span } from './spans.ts';

/** A mark on a text that was handed in, tied by its number to a sentence. */
export interface ProofMark extends Span {
  n: number;
  kind: 'facet' | 'problem';
  /** The words it lies on. */
  words: string;
  /** What is said of them. */
  text: string;
  /** The criterion that found it. */
  criterion: string | null;
}

/** A text as an art director hands it back: marks in the order of reading, and what the dialect makes weigh more or less. */
export interface Proof {
  text: string;
  marks: ProofMark[];
  weights: LookWeight[];
}

export function proofOf({ text, spans }: Pick<PromptReport, 'text' | 'spans'>): Proof {
  const told = spans
    .toSorted((a, b) => a.from - b.from || a.to - b.to)
    .filter(({ kind }) => kind !== 'weight');
  return {
    text,
    marks: told.map(({ from, to, kind, text: said, criterion = null }, i) => ({
      from,
      to,
      n: i + 1,
      kind: kind === 'problem' ? 'problem' : 'facet',
      words: text.slice(from, to),
      text: said,
      criterion,
    })),
    weights: weightsOf(text, spans),
  };
}

/** The words of a text that weigh more or less than others, in the order of reading. */
export function weightsOf(text: string, spans: PromptReport['spans']): LookWeight[] {
  return spans.flatMap(({ kind, from, to, weight }) =>
    kind === 'weight' && weight !== undefined && weight !== 1
      ? [{ from, to, weight, text: text.slice(from, to) }]
      : [],
  );
}

/** One thing that the brief asks for, in the words of both texts; none where a text does not say it. */
export interface Compared {
  what: string;
  yours: string[];
  accepted: string[];
}

/** What two texts say for the same, in the order in which the accepted one says it. */
export function comparedWith(accepted: Proof, yours: Proof): Compared[] {
  const facets = [...accepted.marks, ...yours.marks].filter(({ kind }) => kind === 'facet');
  const words = ({ marks }: Proof, what: string) =>
    marks.filter(({ kind, text }) => kind === 'facet' && text === what).map((mark) => mark.words);
  return [...new Set(facets.map(({ text }) => text))].map((what) => ({
    what,
    yours: words(yours, what),
    accepted: words(accepted, what),
  }));
}
