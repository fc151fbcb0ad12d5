import { describe, expect, it } from 'vitest';
import { analyse } from '#graders/prompt/analyse.ts';
import { faultsOf, LanguageScale, lost } from '#graders/prompt/language/judge.ts';
import type { Dialect } from '#graders/prompt/dialects/types.ts';

const BRIEF =
  'It should look as if you had stepped outside before anybody else was awake, and nobody should be able to say where it is.';
const SCALE = LanguageScale.parse({ length: { least: 8, most: 60 } });
const GOOD =
  'Photograph of a brown bottle on wet slate, early light from the left, the background out of focus behind it.';

function faults(text: string, dialect: Dialect = 'natural'): Record<string, number> {
  const { language } = analyse(text, { dialect, facets: [], brief: BRIEF, forbidden: ['acme'] });
  const found = Object.entries(faultsOf(language, SCALE)).filter(([, value]) => value > 0);
  return Object.fromEntries(found.map(([fault, value]) => [fault, Math.round(value * 100) / 100]));
}

describe('a text and what is none', () => {
  it.each<[string, string, Record<string, number>]>([
    ['prose', GOOD, {}],
    [
      'phrases',
      'Still life, brown bottle on a slab of wet slate, soft side light from the left with long shadows, 85mm',
      {},
    ],
    [
      'tags',
      'brown bottle, wet slate, early light, shallow focus, grey palette, quiet',
      { heap: 1, chopped: 1 },
    ],
    ['a row', 'brown bottle wet slate early light shallow focus grey palette quiet mood', { heap: 1 }],
    ['the brief', BRIEF, { copied: 1 }],
    ['small words that join nothing', 'of the with bottle a and slate on the in light the of', { broken: 1 }],
    ['said again', `${GOOD} A bottle, bottle, bottle and slate, slate.`, { repeated: 0.63 }],
    [
      'both at once',
      'A brown bottle in soft light with hard shadows on the slate behind it.',
      { opposed: 0.4 },
    ],
    ['hard light excluded', 'A brown bottle in soft light on the slate without hard shadows.', {}],
    [
      'a manner',
      'A brown bottle on the slate in the style of Vermeer, lit from the left.',
      { forbidden: 0.5 },
    ],
    ['a genre', 'A brown bottle on the slate in the style of editorial photographs.', {}],
    ['a mark', 'A brown Acme bottle on the slate, lit from the left.', { forbidden: 0.5 }],
    ['photographed by', 'A brown bottle on the slate, photographed by Jan Vermeer.', { forbidden: 0.5 }],
    ['photographed by daylight', 'A brown bottle on the slate, photographed by daylight.', {}],
    [
      'praise',
      'A stunning masterpiece of a brown bottle on the wet slate, lit from the left.',
      { filler: 0.14 },
    ],
    ['weights', 'A (brown bottle:1.3) on the wet slate, lit from the left.', { foreign: 0.35 }],
    [
      'questions',
      'Is a brown bottle on the wet slate? Does early light come from the left “behind it”?',
      { indirect: 1 },
    ],
    ['a question among sentences', `${GOOD} Is it cold there?`, { indirect: 0.32 }],
    [
      'talk about the prompt',
      'The prompt should mention a brown bottle on wet slate at dawn.',
      { indirect: 1 },
    ],
    ['talk of the writer', 'I would choose a brown bottle on wet slate at dawn.', { indirect: 1 }],
    ['a condition', 'If a brown bottle stood on the slate, it would be lit from the left.', { indirect: 1 }],
    ['a comparison', 'A brown bottle on the wet slate, as if left there by the rain.', {}],
    ['a question mark in a name', 'A brown bottle on wet slate with the label of “who?” on the left', {}],
    ['too short', 'a bottle on wet slate', { 'too-short': 0.38 }],
    ['nothing', '', { heap: 1, 'too-short': 1 }],
  ])('%s', (_, text, expected) => {
    if (_ === 'said again') expect(Object.keys(faults(text))).toContain('repeated');
    else expect(faults(text)).toEqual(expected);
  });

  it('tags are how one writes where the exercise says so', () => {
    const { language } = analyse('1girl, brown hair, night', { dialect: 'novelai', facets: [] });
    const open = { joining: { tolerance: 0, limit: 0 }, chopped: { tolerance: 1, limit: 1 } };
    const scale = LanguageScale.parse({ length: { least: 2, most: 60 }, ...open });
    expect(lost(faultsOf(language, scale))).toBe(0);
  });

  it('faults multiply', () => {
    const none = Object.fromEntries(
      Object.keys(faultsOf(analyse('', { dialect: 'natural', facets: [] }).language, SCALE)).map((name) => [
        name,
        0,
      ]),
    );
    const of = (some: object) => lost({ ...none, ...some } as never);
    expect([of({}), of({ opposed: 0.4 }), of({ opposed: 0.4, filler: 0.5 })]).toEqual([0, 0.4, 0.7]);
  });

  it('more of the brief is never worth more', () => {
    const words = BRIEF.split(' ');
    const left = Array.from({ length: words.length }, (_, i) => {
      const { language } = analyse(`${GOOD} ${words.slice(0, i).join(' ')}`, {
        dialect: 'natural',
        facets: [],
        brief: BRIEF,
      });
      return language.copied.share;
    });
    expect(left).toEqual(left.toSorted((a, b) => a - b));
    expect(left.at(-1)).toBeGreaterThan(0.4);
  });
});

describe('any string may come in', () => {
  const facets = [
    {
      id: 'a',
      facet: 'subject',
      title: 'a',
      weight: 1,
      any: ['brown|amber glass? bottle'],
      against: [],
      instead: [],
      most: 3,
      emphasis: { least: 0.5, most: 1.6 },
    },
  ] as const;
  it.each<[string, string]>([
    ['nothing', ''],
    ['a lone surrogate', 'a \ud800 brown bottle \udfff'],
    ['null bytes', 'a\0brown\0bottle'],
    ['right to left', 'a \u202ebrown\u202c bottle'],
    ['zero width', '\u200b\u200d\ufeff'],
    ['emoji', '👩‍🚀🏔️ a bottle'],
    ['combining marks', `a${'\u0301'.repeat(5000)}`],
    ['brackets without end', '('.repeat(20_000)],
    ['a run of one letter', 'a'.repeat(100_000)],
    ['styles without end', 'in the style of '.repeat(3000)],
    ['the same wording again and again', 'brown glass '.repeat(5000)],
    ['commas', ','.repeat(100_000)],
    ['100 kB of words', 'brown amber glass without no of bottle '.repeat(2600)],
    ['own properties', 'constructor __proto__ hasOwnProperty toString'],
    ['half a negation', 'no no no without not'],
  ])('%s', (_, text) => {
    for (const dialect of ['natural', 'a1111', 'midjourney'] as const) {
      const since = performance.now();
      const found = analyse(text, { dialect, facets: facets as never, brief: text, forbidden: ['x'] });
      expect(performance.now() - since).toBeLessThan(8000);
      const spans = [...found.found, ...found.contradictions].flatMap((one) => one.spans);
      for (const { from, to } of spans) expect(from < to && to <= text.length).toBe(true);
      for (const share of [found.language.copied.share, found.language.repeated.share])
        expect(share).toBeGreaterThanOrEqual(0);
    }
  });
});
