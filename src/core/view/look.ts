import type { Severity } from '../../../graders/report/schema.ts';
import { count, list } from './words.ts';
import type { Span } from './spans.ts';

/**
 * What is seen in a text before it is handed in. It tells neither which wordings count nor what the verdict would be.
 * Offsets are UTF-16 units into `text`.
 */
export interface Look {
  text: string;
  /** How long the text is for CLIP, the text encoder of most diffusion models. */
  tokens: number;
  /** What the brief asks for, in its order: "Light", and, once it is seen, what is meant. */
  facets: { id: string; name: string; title: string | null; seen: boolean }[];
  marks: LookMark[];
  problems: LookProblem[];
  weights: LookWeight[];
}

/** A place in the text. `n` is the number of its facet or problem in the list beside it. */
export interface LookMark extends Span {
  kind: 'facet' | 'problem';
  n: number;
}

export interface LookProblem extends Span {
  severity: Severity;
  text: string;
}

/** Words whose weight is not 1. */
export interface LookWeight extends Span {
  text: string;
  weight: number;
}

/** One sentence for whoever hears the page: what was recognised, what is missing, whether something is wrong. */
export function lookSentence({ facets, problems }: Pick<Look, 'facets' | 'problems'>): string {
  const unseen = facets.filter(({ seen }) => !seen);
  const missing = [...new Set(unseen.map(({ name }) => name.toLowerCase()))];
  const wrong = problems.length === 0 ? '' : ` ${count(problems.length, 'problem')} in the text.`;
  if (facets.length === 0) return wrong === '' ? 'No problems in the text.' : wrong.trim();
  if (missing.length === 0) return `All ${facets.length} are recognised.${wrong}`;
  return `${facets.length - unseen.length} of ${facets.length} recognised; not seen yet: ${list(missing)}.${wrong}`;
}

/** "2 of 3" for each thing that shares its name with others, so that a list can be told apart; empty where one stands alone. */
export function namesakes(facets: readonly { name: string }[]): string[] {
  return facets.map(({ name }, i) => {
    const of = facets.filter((one) => one.name === name).length;
    const nth = facets.slice(0, i + 1).filter((one) => one.name === name).length;
    return of > 1 ? `${nth} of ${of}` : '';
  });
}

/** A weight as prompts write it: `1.21`, `0.9`, `−0.5`. */
export const weightText = (weight: number): string =>
  `${weight < 0 ? '−' : ''}${Number(Math.abs(weight).toFixed(2))}`;

/** Half of the bar's scale: weights from 0 to 2 are drawn around 1; what lies beyond ends at the edge. */
const REACH = 1;

/** The bar of a weight as shares of its scale, from 1 in the middle to the weight. */
export function weightBar(weight: number): { left: number; width: number; beyond: boolean } {
  const at = Math.min(1, Math.max(-1, (weight - 1) / REACH)) / 2;
  return { left: at < 0 ? 0.5 + at : 0.5, width: Math.abs(at), beyond: Math.abs(weight - 1) > REACH };
}
