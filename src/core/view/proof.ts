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
