import type { Word } from './words.ts';
import { wordsOf } from './words.ts';

/** One place of a wording: any of these stems; it may be left out. */
interface Place {
  stems: ReadonlySet<string>;
  optional: boolean;
}

export type Wording = readonly Place[];

/** A wording where it stands: indices of its first and last word. */
export interface Match {
  first: number;
  last: number;
}

/** How far apart the words of a wording may stand. */
export interface Reach {
  /** Words that may stand between two of its own: "brown ribbed glass bottle". */
  between: number;
  /** What they must share. */
  within: 'sentence' | 'clause';
}

/** What is asked for is known also where a comma or three words part it; what contradicts must be said as it is. */
export const WIDE: Reach = { between: 3, within: 'sentence' };
export const CLOSE: Reach = { between: 1, within: 'clause' };

/**
 * "brown|amber glass? bottle|flask": words in this order, `|` between alternatives, `?` behind what may be missing.
 * Forms of a word are the same word. A hyphen or an apostrophe parts words as in a prompt, so a compound is two places.
 */
export function wordingOf(text: string): Wording {
  return text
    .trim()
    .split(/\s+/)
    .flatMap((item): Place[] => {
      const optional = item.endsWith('?');
      const alternatives = (optional ? item.slice(0, -1) : item).split('|');
      if (alternatives.length === 1)
        return wordsOf(alternatives[0]!).map(({ stem }) => ({ stems: new Set([stem]), optional }));
      const stems = alternatives.flatMap((one) => wordsOf(one).map(({ stem }) => stem));
      return [{ stems: new Set(stems), optional }];
    });
}

/** Whether every alternative is one word: "85mm" is two, and would match either. */
export const isWording = (text: string): boolean =>
  wordsOf(text).length > 0 &&
  text
    .trim()
    .split(/\s+/)
    .every((item) => !item.includes('|') || item.split('|').every((one) => wordsOf(one).length === 1));

/** Every place where a wording stands: its words in order, within reach of each other. */
export function matches(wording: Wording, words: readonly Word[], reach: Reach = WIDE): Match[] {
  const found: Match[] = [];
  for (let i = 0; i < words.length; i++) {
    const last = restFrom(wording, 0, words, i, reach);
    if (last === null) continue;
    found.push({ first: i, last });
    i = last;
  }
  return found;
}

/**
 * The last word of the wording when its places from `p` on begin at word `i`, or, once one of them is found, within
 * reach behind the word before `i`; null when they do not.
 */
function restFrom(
  wording: Wording,
  p: number,
  words: readonly Word[],
  i: number,
  reach: Reach,
  found: Word | null = null,
): number | null {
  const place = wording[p];
  if (!place) return found && i - 1;
  const end = Math.min(words.length - 1, found ? i + reach.between : i);
  for (let k = i; k <= end; k++) {
    const word = words[k]!;
    if (found && word[reach.within] !== found[reach.within]) break;
    if (!place.stems.has(word.stem)) continue;
    const last = restFrom(wording, p + 1, words, k + 1, reach, word);
    if (last !== null) return last;
  }
  return place.optional ? restFrom(wording, p + 1, words, i, reach, found) : null;
}
