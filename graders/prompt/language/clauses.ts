import { CONJUNCTIONS } from '../facets/function-words.ts';
import { tagsOf, type Tag } from '../facets/tag.ts';
import type { Word } from '../facets/words.ts';

const IN_PHRASE = new Set<Tag>(['ADJ', 'NUM', 'ADV']);
const NOUNS = new Set<Tag>(['NOUN', 'PROPN', 'PRON']);
/** Nouns that a tagger takes for adjectives now and then. */
const PERHAPS_NOUNS = new Set(
  'light left right rest front back third dark cold half other others only'.split(' '),
);
const ARTICLES = new Set(['a', 'an', 'the']);
/** A second verb may follow these in one phrase. */
const LINKS = new Set(
  'which that who where when while if as because although though so it they there one what nothing how whose than to we you'.split(
    ' ',
  ),
);
const FINITE = new Set(
  'is are was were has stands lies falls comes rises shows leaves touches rests'.split(' '),
);

/** Articles that lead to no noun ("the concentrated shows"), and a second verb that nothing joins to the first ("a sun is warm falls"). */
export function brokenClauses(words: readonly Word[]): Word[] {
  const tags = tagsOf(words);
  return words.filter((word, i) => leadsNowhere(i, words, tags) || isSecondVerb(word, i, words));
}

function leadsNowhere(i: number, words: readonly Word[], tags: readonly Tag[]): boolean {
  if (!ARTICLES.has(words[i]!.folded)) return false;
  let k = i + 1;
  while (k < words.length && words[k]!.sentence === words[i]!.sentence && IN_PHRASE.has(tags[k]!)) {
    if (PERHAPS_NOUNS.has(words[k]!.folded)) return false;
    k++;
  }
  const next = words[k];
  if (!next || next.sentence !== words[i]!.sentence) return k === i + 1;
  // A participle may describe ("the blurred pieces"), and "the rest", "the left" are what they are.
  const after = words[k + 1];
  return (
    FINITE.has(next.folded) ||
    (tags[k] === 'VERB' && after !== undefined && FINITE.has(after.folded) && !NOUNS.has(tags[k]!))
  );
}

function isSecondVerb({ folded, sentence, clause }: Word, i: number, words: readonly Word[]): boolean {
  if (!FINITE.has(folded)) return false;
  for (let k = i - 1; k >= 0 && words[k]!.sentence === sentence && words[k]!.clause === clause; k--) {
    const before = words[k]!.folded;
    if (CONJUNCTIONS.has(before) || LINKS.has(before)) return false;
    if (FINITE.has(before)) return true;
  }
  return false;
}
