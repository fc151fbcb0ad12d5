import type { Facet } from './schema.ts';
import { tagsOf, type Tag } from './tag.ts';
import { PICTURES, THINGS } from './things.ts';
import { wordingOf, type Match } from './wording.ts';
import type { Word } from './words.ts';

const BESIDE = new Set('beside behind under next above near below'.split(' '));
const IT = new Set('it him her them'.split(' '));

/**
 * The word that takes the first place from a main thing which is said at `match`, or null. "A horse, and beside it a white
 * bottle", "a poster with a white bottle": another thing has been named before, and the right words are said in passing.
 * `own`: stems by which the exercise asks for anything; these may come first, as may the picture itself ("photograph of").
 */
export function displacedBy(
  { first }: Match,
  words: readonly Word[],
  out: readonly boolean[],
  own: ReadonlySet<string>,
): Word | null {
  const tags = tagsOf(words);
  const isOther = (i: number): boolean =>
    isNoun(tags[i]!) && !out[i] && !own.has(words[i]!.stem) && !PICTURES.has(words[i]!.stem);
  for (let i = 0; i < first; i++)
    if (
      isOther(i) &&
      THINGS.has(words[i]!.stem) &&
      !['like', 'as'].includes(governorOf(i, words, tags)?.folded ?? '')
    )
      return words[i]!;
  const holder = words[first]!.sentence;
  for (let i = 0; i < first; i++) {
    const { folded, sentence } = words[i]!;
    const next = words[i + 1]?.folded === 'to' ? i + 2 : i + 1;
    if (sentence !== holder || !BESIDE.has(folded) || !IT.has(words[next]?.folded ?? '')) continue;
    const other = words.findIndex((_, k) => k < i && isOther(k));
    if (other >= 0) return words[other]!;
  }
  const governor = governorOf(first, words, tags);
  const before = governor ? words.indexOf(governor) - 1 : -1;
  if (
    governor &&
    governor.folded !== 'for' &&
    before >= 0 &&
    words[before]!.clause === governor.clause &&
    isOther(before)
  )
    return words[before]!;
  return null;
}

const isNoun = (tag: Tag): boolean => tag === 'NOUN' || tag === 'PROPN';

/** The preposition right before the phrase in which a word stands. */
function governorOf(i: number, words: readonly Word[], tags: readonly Tag[]): Word | null {
  let k = i - 1;
  while (k >= 0 && words[k]!.clause === words[i]!.clause && ['DET', 'ADJ', 'NUM', 'ADV'].includes(tags[k]!))
    k--;
  return k >= 0 && words[k]!.clause === words[i]!.clause && tags[k] === 'ADP' ? words[k]! : null;
}

const kept = new WeakMap<readonly Facet[], ReadonlySet<string>>();

/** Every stem by which facets are recognised. */
export function stemsOf(facets: readonly Facet[]): ReadonlySet<string> {
  const known = kept.get(facets);
  if (known) return known;
  const wordings = facets.flatMap(({ facet, any }) => (facet === 'exclusions' ? [] : any));
  const stems = new Set(wordings.flatMap((one) => wordingOf(one).flatMap((place) => [...place.stems])));
  kept.set(facets, stems);
  return stems;
}
