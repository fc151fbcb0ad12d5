import type { Dialect, ParsedPrompt, SyntaxProblem } from './dialects/types.ts';
import { parsePrompt } from './dialects/parse.ts';
import { findFacets, type FoundFacet } from './facets/find.ts';
import { excluded } from './facets/negation.ts';
import type { Facet } from './facets/schema.ts';
import { wordsOfPrompt } from './facets/words.ts';
import { languageOf, type Language } from './language/language.ts';

export interface AnalysisSpec {
  dialect: Dialect;
  facets: readonly Facet[];
  /** The brief that the writer read; empty where there is none. */
  brief?: string;
  forbidden?: readonly string[];
}

export interface Analysis {
  parsed: ParsedPrompt;
  /** Said as asked, with the places. */
  found: FoundFacet[];
  missing: Facet[];
  /** Said the other way round: contradicted, excluded though asked for, asked for though to be excluded, said in passing beside another main thing. */
  contradictions: FoundFacet[];
  /** Said, but late, in too many words or with a strange weight. */
  weak: FoundFacet[];
  /** Stretches that the dialect weighs. */
  weights: { from: number; to: number; weight: number }[];
  language: Language;
  /** CLIP tokens of what reaches the model. */
  tokens: number;
  problems: SyntaxProblem[];
}

const SAID_WRONG = new Set<FoundFacet['state']>(['contradicted', 'excluded', 'wanted', 'displaced']);

/** Everything that can be told of a prompt, in one reading. Pure; any string may come in, nothing is thrown. */
export function analyse(text: string, spec: AnalysisSpec): Analysis {
  const parsed = parsePrompt(text, spec.dialect);
  const words = wordsOfPrompt(parsed);
  const out = excluded(words);
  const all = findFacets(spec.facets, words, out);
  const { facets, brief = '', forbidden = [] } = spec;
  const language = languageOf(parsed, words, { brief, forbidden, facets });
  return {
    parsed,
    found: all.filter(({ state }) => state === 'found'),
    missing: all.filter(({ state }) => state === 'missing').map(({ facet }) => facet),
    contradictions: all.filter(({ state }) => SAID_WRONG.has(state)),
    weak: all.filter(({ distance }) => distance > 0 && distance < 1),
    weights: parsed.positive
      .filter(({ weight }) => weight !== 1)
      .map(({ from, to, weight }) => ({ from, to, weight })),
    language,
    tokens: language.tokens,
    problems: parsed.problems,
  };
}
