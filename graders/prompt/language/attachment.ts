import type { Span } from '../dialects/types.ts';
import { CONJUNCTIONS, isFunctionWord, PREPOSITIONS } from '../facets/function-words.ts';
import type { FoundFacet } from '../facets/find.ts';
import type { Facet } from '../facets/schema.ts';
import type { Word } from '../facets/words.ts';
import { AGENTS, JOINTS } from './joints.ts';
import { tagsOf, type Tag } from '../facets/tag.ts';

/** Words between two things that only join them. */
const SHORT = 4;

interface Said {
  id: string;
  kind: Facet['facet'];
  first: number;
  last: number;
}

/**
 * Places where two things that the brief asks for stand joined by nothing but small words, and by words that cannot join
 * them: "a quiet on the teal label", "left third of soft light". A writer has words of their own between most of them,
 * and where not, the joint fits; whoever strings wordings on chance joints hits one that fits about once in three.
 */
export function unattached(found: readonly FoundFacet[], words: readonly Word[]): Span[] {
  const tags = tagsOf(words);
  const said = inOrder(found, words);
  return said.slice(1).flatMap((right, i) => {
    const left = said[i]!;
    const gap = words.slice(left.last + 1, right.first);
    if (left.id === right.id || gap.length > SHORT) return [];
    if (words[left.last]!.clause !== words[right.first]!.clause) return [];
    return fits(left, right, gap, words, tags)
      ? []
      : [{ from: words[left.first]!.from, to: words[right.last]!.to }];
  });
}

/** What was found, in the order of the text; of two in one place the longer. */
function inOrder(found: readonly FoundFacet[], words: readonly Word[]): Said[] {
  const first = new Map(words.map(({ from }, i) => [from, i]));
  const last = new Map(words.map(({ to }, i) => [to, i]));
  const all = found.flatMap(({ facet, spans }) =>
    facet.facet === 'exclusions'
      ? []
      : spans.map(({ from, to }) => ({
          id: facet.id,
          kind: facet.facet,
          first: first.get(from)!,
          last: last.get(to)!,
        })),
  );
  all.sort((p, q) => p.first - q.first || q.last - p.last);
  const apart: Said[] = [];
  for (const one of all) if (one.first > (apart.at(-1)?.last ?? -1)) apart.push(one);
  return apart;
}

const STANDS_FOR = new Set('it him her them which that who its their where when whose not only'.split(' '));

function fits(
  left: Said,
  right: Said,
  gap: readonly Word[],
  words: readonly Word[],
  tags: readonly Tag[],
): boolean {
  const ends = words[left.last]!;
  // A wording may bring its joint along: "shot on" an 85 mm.
  if (isJoint(ends)) return true;
  const verbs = gap.filter((_, k) => isVerb(tags[left.last + 1 + k]!));
  if (gap.some((word) => !isFunctionWord(word.folded) && !verbs.includes(word))) return true;
  const at = gap.findLastIndex(isJoint);
  const joint = gap[at]?.folded;
  const after = gap[at + 1]?.folded;
  // "beside it on the right", "and draws long shadows": the joint is spent before the second thing comes.
  const spent =
    after !== undefined &&
    (STANDS_FOR.has(after) || (CONJUNCTIONS.has(joint ?? '') && isVerb(tags[left.last + 2 + at]!)));
  if (spent) return true;
  // "On the left stands a white bottle."
  if (verbs.length > 0 && !AGENTS.has(left.kind) && right.kind !== 'subject') return false;
  if (joint !== undefined) {
    const rules = JOINTS[joint];
    return !rules || rules.some(({ before, behind }) => before.has(left.kind) && behind.has(right.kind));
  }
  // Nothing falls a mood and nothing touches a lens; that something is quiet is another matter.
  if (verbs.length > 0)
    return (
      !UNTOUCHED.has(right.kind) ||
      !NAMES.has(tags[right.first]!) ||
      gap.some((_, k) => tags[left.last + 1 + k] === 'AUX')
    );
  if (gap.some(({ folded }) => STANDS_FOR.has(folded))) return true;
  // Nothing or an article between them: side by side, unless the first describes the second or the second joins itself.
  if (gap.length === 0 && (left.kind === right.kind || tags[left.last] === 'ADJ')) return true;
  const tag = tags[right.first]!;
  return isFunctionWord(words[right.first]!.folded) || isVerb(tag) || tag === 'ADV' || tag === 'ADP';
}

const NAMES = new Set<Tag>(['NOUN', 'NUM', 'PROPN']);
const UNTOUCHED = new Set<Facet['facet']>(['mood', 'medium', 'lens']);

const isJoint = ({ folded }: Word): boolean => PREPOSITIONS.has(folded) || CONJUNCTIONS.has(folded);
const isVerb = (tag: Tag): boolean => tag === 'VERB' || tag === 'AUX';
