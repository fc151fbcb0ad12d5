import type { Span } from '../dialects/types.ts';
import type { Facet } from '../facets/schema.ts';
import { tagsOf, type Tag } from '../facets/tag.ts';
import { wordingOf } from '../facets/wording.ts';
import type { Word } from '../facets/words.ts';

/** Facets whose words may be said of anything: "a quiet stone", "a solemn king". */
const OF_ANYTHING = new Set<Facet['facet']>(['mood', 'medium', 'exclusions', 'composition', 'lens']);

interface Belonging {
  /** Everything that some wording says of something. */
  attributes: ReadonlySet<string>;
  /** What stands in one wording with a word. */
  beside: ReadonlyMap<string, ReadonlySet<string>>;
}

/** "Cold grey and teal": no thing, though a noun. */
const COLOURS = new Set(
  'grey gray blue green teal brown black white cream beige amber honey silver slate'.split(' '),
);

const SIDES = new Set(['left', 'right']);

const kept = new WeakMap<readonly Facet[], Belonging>();

/** From the wordings alone: which words are said of which others. */
function belonging(facets: readonly Facet[]): Belonging {
  const known = kept.get(facets);
  if (known) return known;
  const attributes = new Set<string>();
  const beside = new Map<string, Set<string>>();
  for (const { facet, any } of facets) {
    for (const wording of any.map(wordingOf)) {
      const stems = wording.flatMap((place) => [...place.stems]);
      for (const [p, place] of wording.entries())
        for (const stem of place.stems) {
          if (p < wording.length - 1 && !OF_ANYTHING.has(facet) && !SIDES.has(stem)) attributes.add(stem);
          const others = beside.get(stem) ?? new Set();
          for (const other of stems) others.add(other);
          beside.set(stem, others);
        }
    }
  }
  const made = { attributes, beside };
  kept.set(facets, made);
  return made;
}

/**
 * Attributes that stand before the wrong thing: "a teal bottle with a white label" where it is asked for the other way
 * round. An adjective that the wordings say of one thing, right before the noun of another of which they say others.
 * Lexical: "thin ring" counts where only mist was to be thin, so single ones are forgiven.
 */
export function swappedIn(facets: readonly Facet[], words: readonly Word[], out: readonly boolean[]): Span[] {
  const { attributes, beside } = belonging(facets);
  if (attributes.size === 0) return [];
  const tags = tagsOf(words);
  return words.flatMap(({ stem, from }, i) => {
    if (tags[i] !== 'ADJ' || out[i] || !attributes.has(stem)) return [];
    const nouns = nounsBehind(i, words, tags);
    const head = nouns.at(-1);
    // A noun of which the wordings say nothing may have any attribute.
    if (
      !head ||
      COLOURS.has(head.folded) ||
      !said(head.stem) ||
      nouns.some((noun) => beside.get(noun.stem)?.has(stem))
    )
      return [];
    return [{ from, to: head.to }];
  });

  function said(head: string): boolean {
    return [...(beside.get(head) ?? [])].some((other) => other !== head && attributes.has(other));
  }
}

/** The row of nouns that an adjective describes: "white glass dropper bottle". */
function nounsBehind(i: number, words: readonly Word[], tags: readonly Tag[]): Word[] {
  const nouns: Word[] = [];
  for (let k = i + 1; k < words.length && words[k]!.clause === words[i]!.clause; k++) {
    // "a white king standing": the tagger takes some participles for nouns.
    if (tags[k] === 'NOUN' && (nouns.length === 0 || !words[k]!.folded.endsWith('ing')))
      nouns.push(words[k]!);
    else if (nouns.length > 0 || (tags[k] !== 'ADJ' && words[k]!.folded !== 'and')) break;
  }
  return nouns;
}
