import { mergedFragments } from '../../../../graders/prompt/dialects/fragments.ts';
import type { Fragment, ParsedPrompt } from '../../../../graders/prompt/dialects/types.ts';

/** What stands between commas, with the weight it reaches the model with. */
export interface Phrase {
  text: string;
  /** Two decimals. */
  weight: number;
  negative: boolean;
  /** Seen only at some of the steps. */
  scheduled: boolean;
}

/** Rows that a figure shows at most. */
const MOST = 24;

/** The phrases of a prompt in their order, those of the negative prompt last. A phrase of two weights makes two rows. */
export function phrasesOf({ positive, negative }: ParsedPrompt): Phrase[] {
  const rows = (fragments: readonly Fragment[], isNegative: boolean): Phrase[] =>
    mergedFragments(fragments).flatMap(({ text, weight, schedule }) =>
      text
        .split(/[,\n]/)
        .map((words) => words.trim())
        .filter((words) => /[\p{L}\p{N}]/u.test(words))
        .map((words) => ({
          text: words,
          weight: hundredths(weight),
          negative: isNegative,
          scheduled: schedule !== undefined,
        })),
    );
  return [...rows(positive, false), ...rows(negative, true)].slice(0, MOST);
}

export const hundredths = (weight: number): number => Math.round(weight * 100) / 100;

/** Where a bar begins and how long it is, in per cent of a scale from 0 to 2 with 1 in the middle. */
export function barOf(weight: number): { left: number; width: number } {
  const at = 50 * Math.min(2, Math.max(0, weight));
  return { left: Math.min(50, at), width: Math.abs(at - 50) };
}
