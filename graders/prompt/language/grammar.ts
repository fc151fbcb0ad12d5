import { CONJUNCTIONS, DETERMINERS, isFunctionWord, PREPOSITIONS } from '../facets/function-words.ts';
import type { Word } from '../facets/words.ts';
import { brokenClauses } from './clauses.ts';

export interface Grammar {
  /** Share 0..1 of the words that join others: prose has about 0.35, phrases 0.2, a list of tags 0. */
  joining: number;
  /** Share 0..1 of the joining words that join nothing: "of in the", "a and", "with" before a full stop. */
  broken: number;
  /** Share 0..1 of the words in phrases of at most four words, between commas and full stops. */
  chopped: number;
  /** Words of the longest phrase. */
  longest: number;
  /** Share 0..1 that the most frequent preposition or conjunction has of all of them, from six on; else 0. */
  monotony: number;
}

/** Prepositions that another may follow: "from behind", "out of", "from across". */
const OPENERS = new Set([
  'from',
  'out',
  'up',
  'down',
  'off',
  'over',
  'inside',
  'because',
  'as',
  'for',
  'except',
  'just',
  'near',
]);

/** How words are joined, seen by the closed classes alone. No parser: only what a heap of words cannot have. */
export function grammarOf(words: readonly Word[]): Grammar {
  let [joining, broken] = [0, brokenClauses(words).length];
  const joints = new Map<string, number>();
  words.forEach((word, i) => {
    if (!isFunctionWord(word.folded)) return;
    joining++;
    if (isBroken(word, words[i + 1]) || (word.folded === 'of' && opensPhrase(words, i))) broken++;
    if (PREPOSITIONS.has(word.folded) || CONJUNCTIONS.has(word.folded))
      joints.set(word.folded, (joints.get(word.folded) ?? 0) + 1);
  });
  const all = [...joints.values()].reduce((sum, n) => sum + n, 0);
  return {
    joining: words.length > 0 ? joining / words.length : 0,
    broken: joining > 0 ? Math.min(1, broken / joining) : 0,
    ...phrasesOf(words),
    monotony: all >= 6 ? Math.max(...joints.values()) / all : 0,
  };
}

/** Words up to which a phrase says no more than a tag. */
const TAG = 4;

function phrasesOf(words: readonly Word[]): Pick<Grammar, 'chopped' | 'longest'> {
  const lengths = new Map<number, number>();
  for (const { clause } of words) lengths.set(clause, (lengths.get(clause) ?? 0) + 1);
  const all = [...lengths.values()];
  const short = all.filter((length) => length <= TAG).reduce((sum, length) => sum + length, 0);
  return { chopped: words.length > 0 ? short / words.length : 0, longest: Math.max(0, ...all) };
}

/** Nothing is there that it could be of. */
const opensPhrase = (words: readonly Word[], i: number): boolean => words[i - 1]?.clause !== words[i]!.clause;

const NO_AFTER = new Set('with but and or has have is are there for'.split(' '));

/** Joints that no writer makes, whatever follows: "of no", "a only", "an bottle", "with with". */
function stumbles(folded: string, next: Word | undefined): boolean {
  if (!next) return false;
  const { folded: after } = next;
  if (after === folded) return true;
  if (after === 'no') return (DETERMINERS.has(folded) || PREPOSITIONS.has(folded)) && !NO_AFTER.has(folded);
  if (folded === 'a') return /^[aeio]/.test(after) && !/^(one|once|eu)/.test(after);
  return folded === 'an' && /^[bcdfgjkpqrtvwz]/.test(after);
}

function isBroken({ folded, sentence, clause }: Word, next: Word | undefined): boolean {
  if (stumbles(folded, next)) return true;
  const opens = DETERMINERS.has(folded) || PREPOSITIONS.has(folded) || CONJUNCTIONS.has(folded);
  if (!opens || ['this', 'that', 'these', 'those', 'so', 'each', 'both'].includes(folded)) return false;
  // A place at the end of a phrase joins backwards: "seen from above".
  if (!next || next.sentence !== sentence) return !ADVERBS.has(folded);
  if (DETERMINERS.has(folded))
    return (
      next.clause !== clause || joinsBadly(next.folded) || (DETERMINERS.has(next.folded) && folded !== 'both')
    );
  if (next.clause !== clause) return !ADVERBS.has(folded) && !CONJUNCTIONS.has(folded);
  if (PREPOSITIONS.has(folded))
    return CONJUNCTIONS.has(next.folded)
      ? !ADVERBS.has(folded)
      : PREPOSITIONS.has(next.folded) && !OPENERS.has(folded) && !ADVERBS.has(folded);
  return CONJUNCTIONS.has(next.folded) && next.folded !== 'so' && folded !== 'but';
}

const ADVERBS = new Set(
  'above below behind beside inside outside around in on through along near off over under before after'.split(
    ' ',
  ),
);
const joinsBadly = (word: string): boolean =>
  PREPOSITIONS.has(word) ? !ADVERBS.has(word) : CONJUNCTIONS.has(word);
