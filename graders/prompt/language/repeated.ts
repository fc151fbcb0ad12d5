import { isFunctionWord } from '../facets/function-words.ts';
import type { Word } from '../facets/words.ts';

/** Times that a word may be said: once where it is introduced, once where it is taken up again. */
const TWICE = 2;

/** Content words that are said a third time or more. */
export function repeatedIn(words: readonly Word[]): Word[] {
  const said = new Map<string, number>();
  return words.filter(({ folded, stem }) => {
    if (isFunctionWord(folded)) return false;
    const times = (said.get(stem) ?? 0) + 1;
    said.set(stem, times);
    return times > TWICE;
  });
}
