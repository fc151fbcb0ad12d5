import type { Span } from '../dialects/types.ts';
import { displacedBy, stemsOf } from './displaced.ts';
import type { Facet } from './schema.ts';
import { CLOSE, matches, WIDE, wordingOf, type Match, type Wording } from './wording.ts';
import type { Word } from './words.ts';

export type FacetState =
  'found' | 'missing' | 'contradicted' | 'excluded' | 'wanted' | 'displaced' | 'late' | 'crowded' | 'weighed';

export interface FoundFacet {
  facet: Facet;
  state: FacetState;
  /** 0: said as asked · ½: said too late, in too many words or with a strange weight · 1: not said, or taken back. */
  distance: number;
  /** Where it is said, or where it is taken back. */
  spans: Span[];
  /** How often it is said in other words, or what it weighs. */
  amount: number;
}

/** Words within which an early facet is said, whatever the length. */
const EARLY = 20;

/** Looks facets up. `out`: which of the words are excluded; `all`: everything that the exercise asks for. */
export function findFacets(
  facets: readonly Facet[],
  words: readonly Word[],
  out: readonly boolean[],
  all: readonly Facet[] = facets,
): FoundFacet[] {
  return facets.map((facet) => findFacet(facet, words, out, all));
}

function findFacet(
  facet: Facet,
  words: readonly Word[],
  out: readonly boolean[],
  all: readonly Facet[],
): FoundFacet {
  const found = (state: FacetState, distance: number, at: readonly Match[], amount = 0): FoundFacet => ({
    facet,
    state,
    distance,
    spans: spansOf(at, words),
    amount,
  });
  const isOut = ({ last }: Match): boolean => out[last]!;
  const said = apart(patternsOf(facet.any), words);
  if (facet.facet === 'exclusions') {
    const wanted = said.filter((match) => !isOut(match));
    if (wanted.length > 0) return found('wanted', 1, wanted);
    const other = apart(patternsOf(facet.instead), words).filter(
      // "no one" begins with its own negation.
      ({ first }) => !out[first],
    );
    const kept = [...said, ...other];
    return kept.length > 0 ? found('found', 0, kept) : found('missing', 1, []);
  }
  const against = apart(patternsOf(facet.against), words, CLOSE).filter((match) => !isOut(match));
  if (against.length > 0) return found('contradicted', 1, against);
  const positive = said.filter((match) => !isOut(match));
  if (positive.length === 0) return said.length > 0 ? found('excluded', 1, said) : found('missing', 1, []);
  const first = facet.early && displacedBy(positive[0]!, words, out, stemsOf(all));
  if (first) {
    const at = words.indexOf(first);
    return found('displaced', 1, [{ first: at, last: at }]);
  }
  const ways = new Set(positive.map(({ first, last }) => stems(words.slice(first, last + 1))));
  if (ways.size > facet.most) return found('crowded', 0.5, positive, ways.size);
  const { least, most } = facet.emphasis;
  const weights = positive.map(({ first }) => Math.abs(words[first]!.weight));
  const weight = weights.find((w) => w >= least && w <= most);
  if (weight === undefined) return found('weighed', 0.5, positive, weights[0]);
  if (facet.early && positive[0]!.first >= Math.max(EARLY, words.length / 3))
    return found('late', 0.5, positive);
  return found('found', 0, positive);
}

const stems = (words: readonly Word[]): string =>
  words
    .map(({ stem }) => stem)
    .sort()
    .join(' ');

const kept = new WeakMap<readonly string[], Wording[]>();

function patternsOf(wordings: readonly string[]): Wording[] {
  const known = kept.get(wordings);
  if (known) return known;
  const made = wordings.map(wordingOf);
  kept.set(wordings, made);
  return made;
}

/** All matches in their order, each place once: of those that overlap one within a phrase, then the longest. */
function apart(patterns: readonly Wording[], words: readonly Word[], reach = WIDE): Match[] {
  const all = patterns.flatMap((pattern) => matches(pattern, words, reach));
  const parted = ({ first, last }: Match): number => Number(words[first]!.clause !== words[last]!.clause);
  const length = ({ first, last }: Match): number => last - first;
  all.sort((p, q) => parted(p) - parted(q) || length(q) - length(p) || p.first - q.first);
  const taken: Match[] = [];
  for (const match of all)
    if (taken.every(({ first, last }) => match.last < first || match.first > last)) taken.push(match);
  return taken.sort((p, q) => p.first - q.first);
}

const spansOf = (found: readonly Match[], words: readonly Word[]): Span[] =>
  found.map(({ first, last }) => ({ from: words[first]!.from, to: words[last]!.to }));
