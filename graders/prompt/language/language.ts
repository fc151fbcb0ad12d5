import type { ParsedPrompt, Span } from '../dialects/types.ts';
import { findFacets } from '../facets/find.ts';
import { excluded } from '../facets/negation.ts';
import type { Facet } from '../facets/schema.ts';
import { CLOSE, matches, wordingOf, type Match, type Wording } from '../facets/wording.ts';
import { wordsOf, type Word } from '../facets/words.ts';
import { promptTokens } from '../tokens.ts';
import { unattached } from './attachment.ts';
import { copiedFrom } from './copied.ts';
import { FILLERS } from './fillers.ts';
import { grammarOf, type Grammar } from './grammar.ts';
import { indirectIn } from './indirect.ts';
import { mannersIn } from './names.ts';
import { OPPOSITES } from './opposites.ts';
import { strangeVerbs } from './verbs.ts';
import { swappedIn } from './swapped.ts';
import { repeatedIn } from './repeated.ts';

export interface Opposition {
  first: Span;
  second: Span;
}

/** What can be told of a prompt without knowing what it should say. Shares are 0..1 of its words. */
export interface Language {
  /** CLIP tokens of what reaches the model. */
  tokens: number;
  words: number;
  copied: { share: number; spans: Span[] };
  grammar: Grammar;
  /** Words that ask, suppose or speak of the text instead of saying what is to be seen. */
  indirect: { share: number; spans: Span[] };
  repeated: { share: number; spans: Span[]; worst: string };
  /** Things asked for that stand side by side on joints that cannot join them. */
  unattached: Span[];
  /** Attributes before the noun of another thing. */
  swapped: Span[];
  /** Verbs of which a picture shows nothing. */
  verbs: { share: number; spans: Span[] };
  opposed: Opposition[];
  /** Borrowed manners, and words that the exercise forbids. */
  forbidden: Span[];
  fillers: Span[];
  /** Signs of another dialect that mean nothing in this one. */
  foreign: Span[];
}

export interface LanguageRules {
  brief: string;
  /** Names and marks that must not stand in the prompt, as wordings. */
  forbidden: readonly string[];
  /** What the exercise asks for; nothing where it does not. */
  facets: readonly Facet[];
}

const fillers = FILLERS.map(wordingOf);
const opposites = OPPOSITES.map(({ first, second }) => ({
  first: first.map(wordingOf),
  second: second.map(wordingOf),
}));

/** Reads how a prompt is written. `words` are those of the parsed prompt in order. */
export function languageOf(parsed: ParsedPrompt, words: readonly Word[], rules: LanguageRules): Language {
  const positive = words.filter(({ negative }) => !negative);
  const copied = copiedFrom(wordsOf(rules.brief), positive);
  const repeated = repeatedIn(positive);
  const indirect = indirectIn(positive, parsed.source);
  const verbs = strangeVerbs(positive);
  const out = excluded(words);
  const within = (patterns: readonly Wording[]): Match[] =>
    patterns.flatMap((pattern) => matches(pattern, words, CLOSE)).filter(({ last }) => !out[last]);
  const named = within(rules.forbidden.map(wordingOf)).map((match) => spanOf(match, words));
  return {
    tokens: promptTokens(parsed).tokens,
    words: positive.length,
    copied: { share: share(copied.filter(Boolean).length, positive), spans: runsOf(copied, positive) },
    grammar: grammarOf(positive),
    indirect: { share: share(indirect.filter(Boolean).length, positive), spans: runsOf(indirect, positive) },
    repeated: {
      share: share(repeated.length, positive),
      spans: repeated.map(placeOf),
      worst: mostOf(repeated),
    },
    unattached: unattached(findFacets(rules.facets, words, out), words),
    swapped: swappedIn(rules.facets, words, out),
    verbs: { share: verbs.share, spans: verbs.words.map(placeOf) },
    opposed: opposites.flatMap(({ first, second }) => {
      const [one, other] = [within(first)[0], within(second)[0]];
      return one && other ? [{ first: spanOf(one, words), second: spanOf(other, words) }] : [];
    }),
    forbidden: disjoint([...mannersIn(parsed.source), ...named]),
    fillers: within(fillers).map((match) => spanOf(match, words)),
    foreign: parsed.problems.filter(({ severity }) => severity === 'error').map(placeOf),
  };
}

const share = (part: number, words: readonly Word[]): number => (words.length > 0 ? part / words.length : 0);

const placeOf = ({ from, to }: Span): Span => ({ from, to });

const spanOf = ({ first, last }: Match, words: readonly Word[]): Span => ({
  from: words[first]!.from,
  to: words[last]!.to,
});

/** Neighbouring marked words as one place. */
function runsOf(marked: readonly boolean[], words: readonly Word[]): Span[] {
  const runs: Span[] = [];
  marked.forEach((is, i) => {
    if (!is) return;
    if (marked[i - 1]) runs.at(-1)!.to = words[i]!.to;
    else runs.push(placeOf(words[i]!));
  });
  return runs;
}

function mostOf(words: readonly Word[]): string {
  const times = new Map<string, number>();
  for (const { folded } of words) times.set(folded, (times.get(folded) ?? 0) + 1);
  return [...times].sort((p, q) => q[1] - p[1])[0]?.[0] ?? '';
}

/** Places in their order, those within another left out. */
function disjoint(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((p, q) => p.from - q.from || q.to - p.to);
  return sorted.filter((span, i) => sorted.slice(0, i).every(({ to }) => span.from >= to));
}
