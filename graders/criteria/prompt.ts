import { z } from 'zod';
import { findFacets, type FoundFacet } from '../prompt/facets/find.ts';
import { excluded } from '../prompt/facets/negation.ts';
import { Facet, FACETS } from '../prompt/facets/schema.ts';
import { wordsOfPrompt } from '../prompt/facets/words.ts';
import type { TextContext, TextKind, TextMeasurement, TextSpan } from '../prompt/types.ts';
import type { Finding } from './types.ts';

const Params = z
  .strictObject({ facets: z.array(Facet).min(1).max(24) })
  .refine(
    ({ facets }) => new Set(facets.map(({ id }) => id)).size === facets.length,
    'two facets have one id',
  );
type Params = z.infer<typeof Params>;

/**
 * Whether a prompt says what the brief asks for: every facet is looked for in its accepted wordings, by stems, in
 * order, within one sentence. Distance of a facet: 0 said · ½ said too late, in more wordings than a writer needs (three), or with a
 * weight that drowns it · 1 missing, excluded by a negation or the negative prompt, contradicted, or (the main thing) said
 * in passing beside another. An exclusion is
 * said when what it names is excluded. Absolute. Lexical and no more: it knows words, not meaning, so its wordings are
 * kept wide, and `prompt-language` stands beside it against heaps of them.
 */
export const prompt: TextKind<Params> = {
  kind: 'prompt',
  params: Params,
  region: 'none',
  protects: false,
  measure,
  explain,
  codes: {
    'prompt.complete': ['count'],
    'prompt.facet': ['what'],
    'prompt.kept-out': ['what'],
    ...Object.fromEntries(FACETS.map((facet) => [`prompt.missing-${facet}`, ['what']])),
    'prompt.contradicted': ['what', 'found'],
    'prompt.excluded': ['what', 'found'],
    'prompt.wanted': ['what', 'found'],
    'prompt.displaced': ['what', 'found'],
    'prompt.late': ['what'],
    'prompt.crowded': ['what', 'count'],
    'prompt.weighed': ['what', 'weight'],
  },
};

function measure({ text, parsed, facets: all }: TextContext, { facets }: Params): TextMeasurement {
  const words = wordsOfPrompt(parsed);
  const out = excluded(words);
  const found = findFacets(facets, words, out, all);
  return {
    terms: Object.fromEntries(
      found.map(({ facet, distance }) => [
        facet.id,
        { distance, tolerance: 0, limit: 1, weight: facet.weight },
      ]),
    ),
    value: found.filter(({ distance }) => distance === 0).length,
    unit: `of ${facets.length}`,
    target: facets.length,
    facts: Object.fromEntries(found.map(({ facet, amount }) => [facet.id, Math.round(amount * 100) / 100])),
    names: Object.fromEntries(
      found.flatMap((one) => [
        [`${one.facet.id}.state`, one.state],
        [`${one.facet.id}.found`, quoted(one, text)],
      ]),
    ),
    places: [],
    evidence: [],
    spans: found.flatMap((one) => spansOf(one, text)),
  };
}

const quoted = ({ spans }: FoundFacet, text: string): string =>
  spans[0] ? text.slice(spans[0].from, spans[0].to).replace(/\s+/g, ' ').slice(0, 60) : '';

function spansOf(found: FoundFacet, text: string): TextSpan[] {
  const { facet, state, spans, amount } = found;
  return spans.map(({ from, to }) => ({
    from,
    to,
    ...(state === 'found'
      ? { kind: 'facet' as const, code: codeOfFound(facet), params: { what: facet.title } }
      : {
          kind: 'problem' as const,
          ...remarkOf(facet, state, quoted({ ...found, spans: [{ from, to }] }, text), amount),
        }),
  }));
}

/** The most remarks that anyone takes in at once; what is wrong comes before what is missing. */
const MOST = 5;

function explain({ names, facts }: TextMeasurement, _verdict: unknown, { facets }: Params): Finding[] {
  const findings = facets.flatMap((facet) => {
    const state = names![`${facet.id}.state`] as FoundFacet['state'];
    if (state === 'found') return [];
    const remark = remarkOf(facet, state, names![`${facet.id}.found`]!, facts[facet.id]!);
    return [{ ...remark, gain: facet.weight + (WRONG.has(state) ? 10 : 0) }];
  });
  if (findings.length === 0) return [{ code: 'prompt.complete', params: { count: facets.length } }];
  return findings.sort((p, q) => q.gain - p.gain).slice(0, MOST);
}

const codeOfFound = ({ facet }: Facet): string =>
  facet === 'exclusions' ? 'prompt.kept-out' : 'prompt.facet';

const WRONG = new Set<FoundFacet['state']>(['contradicted', 'excluded', 'wanted', 'displaced']);

function remarkOf(facet: Facet, state: FoundFacet['state'], found: string, amount: number): Finding {
  const what = facet.title;
  switch (state) {
    case 'contradicted':
    case 'excluded':
    case 'wanted':
    case 'displaced':
      return { code: `prompt.${state}`, params: { what, found } };
    case 'crowded':
      return { code: 'prompt.crowded', params: { what, count: amount } };
    case 'weighed':
      return { code: 'prompt.weighed', params: { what, weight: amount } };
    case 'late':
      return { code: 'prompt.late', params: { what } };
    case 'missing':
      return { code: `prompt.missing-${facet.facet}`, params: { what } };
    case 'found':
      return { code: codeOfFound(facet), params: { what } };
  }
}
