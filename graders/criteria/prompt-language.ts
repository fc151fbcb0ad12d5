import { z } from 'zod';
import { faultsOf, LanguageScale, lost, type LanguageFault } from '../prompt/language/judge.ts';
import { languageOf, type Language } from '../prompt/language/language.ts';
import { isWording } from '../prompt/facets/wording.ts';
import { wordsOfPrompt } from '../prompt/facets/words.ts';
import type { Span } from '../prompt/dialects/types.ts';
import type { TextContext, TextKind, TextMeasurement, TextSpan } from '../prompt/types.ts';
import type { Finding, Verdict } from './types.ts';

const Params = z.strictObject({
  ...LanguageScale.shape,
  /** Names of artists and marks that must not stand in the prompt, beside what is said to be in somebody's style. */
  forbidden: z.array(z.string().refine(isWording)).default([]),
});
type Params = z.infer<typeof Params>;

/**
 * Whether a prompt is a text that somebody wrote, or a heap: passages of the brief handed back (runs of five words), few
 * or broken joints between the words, scraps instead of phrases, a phrase without end, one joint all the time; things
 * asked for on joints that cannot join them, attributes before the wrong noun, verbs of which a picture shows nothing;
 * questions, conditions and talk about the text itself, words said again and again, demands that exclude each other,
 * borrowed manners and names, signs of another dialect, praise instead of description, too few or too many CLIP tokens.
 * `language` is 1 − Π (1 − fault) over all of them, 0..1. Absolute; multiplies the total, so that words heaped up for
 * the other criteria pay for nothing. Lexical, with parts of speech: a text without these signs may still be a bad prompt.
 */
export const promptLanguage: TextKind<Params> = {
  kind: 'prompt-language',
  params: Params,
  region: 'none',
  protects: true,
  measure,
  explain,
  codes: {
    'prompt-language.fine': ['tokens'],
    'prompt-language.copied': ['amount'],
    'prompt-language.heap': ['amount'],
    'prompt-language.chopped': ['amount'],
    'prompt-language.endless': ['words'],
    'prompt-language.broken': ['amount'],
    'prompt-language.monotony': ['amount'],
    'prompt-language.unattached': ['count', 'found'],
    'prompt-language.swapped': ['count', 'found'],
    'prompt-language.verbs': ['amount', 'verb'],
    'prompt-language.indirect': ['amount'],
    'prompt-language.repeated': ['word', 'count'],
    'prompt-language.opposed': ['first', 'second'],
    'prompt-language.forbidden': ['name'],
    'prompt-language.foreign': ['sign'],
    'prompt-language.filler': ['word'],
    'prompt-language.too-long': ['tokens', 'most'],
    'prompt-language.too-short': ['tokens', 'least'],
  },
};

function measure(context: TextContext, params: Params): TextMeasurement {
  const language = readingOf(context, params);
  const faults = faultsOf(language, params);
  const distance = lost(faults);
  return {
    terms: { language: { distance, tolerance: 0, limit: 1 } },
    value: Math.round(100 * (1 - distance)),
    unit: '%',
    target: 100,
    facts: { ...faults, ...factsOf(language) },
    names: namesOf(language, context.text),
    places: [],
    evidence: [],
    spans: spansOf(language, context.text, faults),
  };
}

const readingOf = ({ parsed, brief, facets }: TextContext, { forbidden }: Params): Language =>
  languageOf(parsed, wordsOfPrompt(parsed), { brief, forbidden, facets });

const percent = (share: number): number => Math.round(share * 100);

const factsOf = ({
  tokens,
  copied,
  grammar,
  indirect,
  repeated,
  unattached,
  swapped,
  verbs,
}: Language): Record<string, number> => ({
  tokens,
  'share.copied': percent(copied.share),
  'share.heap': percent(grammar.joining),
  'share.chopped': percent(grammar.chopped),
  'words.longest': grammar.longest,
  'share.broken': percent(grammar.broken),
  'share.monotony': percent(grammar.monotony),
  'share.indirect': percent(indirect.share),
  'count.repeated': repeated.spans.length,
  'count.unattached': unattached.length,
  'count.swapped': swapped.length,
  'share.verbs': percent(verbs.share),
});

function namesOf(
  { opposed, forbidden, foreign, fillers, repeated, unattached, swapped, verbs }: Language,
  text: string,
): Record<string, string> {
  const quoted = (span: Span | undefined): string =>
    span ? text.slice(span.from, span.to).slice(0, 40) : '';
  return {
    first: quoted(opposed[0]?.first),
    second: quoted(opposed[0]?.second),
    name: quoted(forbidden[0]),
    sign: quoted(foreign[0]),
    filler: quoted(fillers[0]),
    repeated: repeated.worst,
    unattached: quoted(unattached[0]),
    swapped: quoted(swapped[0]),
    verb: quoted(verbs.spans[0]),
  };
}

/** Remarks as they are said of a place; those of the whole text have none. */
function spansOf(language: Language, text: string, faults: Record<LanguageFault, number>): TextSpan[] {
  const at = (
    fault: LanguageFault,
    spans: readonly Span[],
    params: (span: Span) => Finding['params'],
  ): TextSpan[] =>
    faults[fault] > 0
      ? spans.map(({ from, to }) => ({
          from,
          to,
          kind: 'problem' as const,
          code: `prompt-language.${fault}`,
          params: params({ from, to }),
        }))
      : [];
  const quoted = ({ from, to }: Span): string => text.slice(from, to).slice(0, 40);
  const facts = factsOf(language);
  return [
    ...at('copied', language.copied.spans, () => ({ amount: facts['share.copied']! })),
    ...at('unattached', language.unattached, (span) => ({
      count: facts['count.unattached']!,
      found: quoted(span),
    })),
    ...at('swapped', language.swapped, (span) => ({
      count: facts['count.swapped']!,
      found: quoted(span),
    })),
    ...at('verbs', language.verbs.spans, (span) => ({
      amount: facts['share.verbs']!,
      verb: quoted(span),
    })),
    ...at('indirect', language.indirect.spans, () => ({ amount: facts['share.indirect']! })),
    ...at('repeated', language.repeated.spans, (span) => ({
      word: quoted(span),
      count: facts['count.repeated']!,
    })),
    ...language.opposed.flatMap(({ first, second }) =>
      at('opposed', [first, second], () => ({ first: quoted(first), second: quoted(second) })),
    ),
    ...at('forbidden', language.forbidden, (span) => ({ name: quoted(span) })),
    ...at('foreign', language.foreign, (span) => ({ sign: quoted(span) })),
    ...at('filler', language.fillers, (span) => ({ word: quoted(span) })),
  ];
}

function explain({ facts, names }: TextMeasurement, _verdict: Verdict, { length }: Params): Finding[] {
  const text = names as Record<string, string>;
  const tokens = facts.tokens!;
  const params: Record<LanguageFault, Finding['params']> = {
    copied: { amount: facts['share.copied']! },
    heap: { amount: facts['share.heap']! },
    chopped: { amount: facts['share.chopped']! },
    endless: { words: facts['words.longest']! },
    broken: { amount: facts['share.broken']! },
    monotony: { amount: facts['share.monotony']! },
    unattached: { count: facts['count.unattached']!, found: text.unattached! },
    swapped: { count: facts['count.swapped']!, found: text.swapped! },
    verbs: { amount: facts['share.verbs']!, verb: text.verb! },
    indirect: { amount: facts['share.indirect']! },
    repeated: { word: text.repeated!, count: facts['count.repeated']! },
    opposed: { first: text.first!, second: text.second! },
    forbidden: { name: text.name! },
    foreign: { sign: text.sign! },
    filler: { word: text.filler! },
    'too-long': { tokens, most: length.most },
    'too-short': { tokens, least: length.least },
  };
  const findings = Object.entries(params)
    .filter(([fault]) => facts[fault]! > 0)
    .map(([fault, of]) => ({ code: `prompt-language.${fault}`, params: of, gain: facts[fault]! }))
    .sort((p, q) => q.gain - p.gain);
  return findings.length > 0 ? findings.slice(0, 4) : [{ code: 'prompt-language.fine', params: { tokens } }];
}
