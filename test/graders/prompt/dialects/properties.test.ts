import { describe, expect, it } from 'vitest';
import { convert } from '#graders/prompt/dialects/convert.ts';
import { mergedFragments, phraseFinder } from '#graders/prompt/dialects/fragments.ts';
import { parsePrompt } from '#graders/prompt/dialects/parse.ts';
import { renderFragments } from '#graders/prompt/dialects/render.ts';
import { scheduleSteps } from '#graders/prompt/dialects/schedules.ts';
import { DIALECTS, type Dialect, type Fragment } from '#graders/prompt/dialects/types.ts';

/** mulberry32: a small seeded generator, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const PIECES = [
  ...['(', ')', '[', ']', '{', '}', ':', '::', '|', '\\', '"', '+', '-', '--', ',', ' ', '\n', '<', '>'],
  ...[
    '1.3',
    '0.5',
    '.',
    '2',
    'wet stone',
    'fog',
    'é',
    '🦊',
    '\u{d800}',
    'AND',
    'BREAK',
    '--ar 16:9',
    '--no ',
    '—s 5',
  ],
  ...[
    '<lora:a:1>',
    '.blend(1,2)',
    '.swap(',
    '.and()',
    'Negative prompt:',
    'Steps: 20, ',
    ':1.3)',
    '::2',
    '1.2::',
  ],
];

function anything(seed: number): string {
  const next = random(seed);
  return Array.from(
    { length: 1 + Math.floor(next() * 24) },
    () => PIECES[Math.floor(next() * PIECES.length)],
  ).join('');
}

const seeds = Array.from({ length: 1500 }, (_, seed) => seed);

describe.each(DIALECTS)('any text as %s', (dialect) => {
  it('is read without an exception, in places that lie in order inside the source', () => {
    for (const seed of seeds) {
      const source = anything(seed);
      const { positive, negative, parameters, loras, schedules, problems } = parsePrompt(source, dialect);
      for (const { from, to } of [
        ...positive,
        ...negative,
        ...parameters,
        ...loras,
        ...schedules,
        ...problems,
      ]) {
        expect(from, source).toBeGreaterThanOrEqual(0);
        expect(to, source).toBeGreaterThanOrEqual(from);
        expect(to, source).toBeLessThanOrEqual(source.length);
      }
      for (const list of [positive, negative])
        list.slice(1).forEach(({ from }, i) => expect(from, source).toBeGreaterThanOrEqual(list[i]!.to));
      for (const { weight } of [...positive, ...negative]) expect(weight, source).not.toBeNaN();
    }
  });

  it('converts into every dialect without an exception', () => {
    for (const seed of seeds.slice(0, 300))
      for (const to of DIALECTS)
        expect(typeof convert(parsePrompt(anything(seed), dialect), to).text).toBe('string');
  });
});

const WORDS = [
  'wet stone',
  'fog, grey',
  'a (small) boat',
  'hot-dog',
  'C++',
  '16:9',
  'é ∆',
  '50 %',
  'f 1.8',
  '"open"',
];

/** Words with weights in hundredths, no two neighbours alike. */
function someFragments(seed: number): Fragment[] {
  const next = random(seed);
  const weights = Array.from(
    { length: 1 + Math.floor(next() * 6) },
    () => Math.round(20 + next() * 180) / 100,
  );
  return weights.map((weight, i) => ({
    text: `${i > 0 ? ' ' : ''}${WORDS[Math.floor(next() * WORDS.length)]},`,
    weight,
    from: 0,
    to: 0,
  }));
}

const told = (fragments: readonly Fragment[]) =>
  mergedFragments(fragments.map((fragment) => ({ ...fragment, weight: Number(fragment.weight.toFixed(3)) })))
    .map(({ text, weight }) => [text.trim().replaceAll(/\s+/g, ' '), weight])
    .filter(([text]) => text !== '');

describe.each(['a1111', 'comfyui', 'invokeai', 'novelai'] as const)(
  'what is written as %s',
  (dialect: Dialect) => {
    it('is read back with the same words and weights', () => {
      for (const seed of seeds.slice(0, 500)) {
        const fragments = someFragments(seed);
        const text = renderFragments(fragments, dialect);
        expect(told(parsePrompt(text, dialect).positive), text).toEqual(told(fragments));
      }
    });

    it('is a fixed point: written again, it does not change', () => {
      for (const seed of seeds.slice(0, 200)) {
        const once = renderFragments(someFragments(seed), dialect);
        expect(renderFragments(parsePrompt(once, dialect).positive, dialect)).toBe(once);
      }
    });
  },
);

describe('hostile input', () => {
  const DEEP = 100_000;
  const N = 20_000;
  const hostile: [string, string][] = [
    ['open round', '('.repeat(DEEP)],
    ['open square', '['.repeat(DEEP)],
    ['nested', '('.repeat(DEEP) + 'a' + ')'.repeat(DEEP)],
    ['nested weights', '('.repeat(N / 5) + 'a' + ':1.3)'.repeat(N / 5)],
    ['a word at every depth', '(a '.repeat(N / 4) + ')'.repeat(N / 4)],
    ['crossing', '(['.repeat(N / 4) + 'a' + ')'.repeat(N / 4) + ']'.repeat(N / 4)],
    ['closing', ')'.repeat(N)],
    ['half closed', '('.repeat(DEEP) + ')'.repeat(DEEP / 2)],
    ['schedules', '[a:'.repeat(N / 8) + 'b' + ':2]'.repeat(N / 8)],
    ['bars', '[' + '|'.repeat(N) + ']'],
    ['colons', ': '.repeat(N / 2)],
    ['networks', '<lora:'.repeat(N / 6)],
    ['braces', '{'.repeat(DEEP) + '}'.repeat(DEEP)],
    ['double colons', '1.5::'.repeat(N / 5)],
    ['multi-prompts', 'a::2 '.repeat(N / 5)],
    ['parameters', ' --ar 1:1'.repeat(N / 10)],
    ['quotes', '"('.repeat(N / 2)],
    ['pluses', 'a' + '+'.repeat(N) + 'b'],
    ['blends', '("a").blend('.repeat(N / 12)],
    ['backslashes', '\\'.repeat(N)],
    ['spaces', ' '.repeat(N)],
    ['a very long word', 'a'.repeat(N)],
  ];

  // A quadratic reader would need minutes for these; the test's own time limit is the bound.
  it.each(hostile)('%s', { timeout: 30_000 }, (_, source) => {
    for (const dialect of DIALECTS) {
      const parsed = parsePrompt(source, dialect);
      expect(parsed.problems.length).toBeLessThanOrEqual(50);
      phraseFinder(parsed.positive)('wet stone');
    }
  });

  it('steps through deep schedules', { timeout: 30_000 }, () =>
    expect(scheduleSteps('[a:'.repeat(2000) + 'b' + ':2]'.repeat(2000), 10)).toHaveLength(2),
  );
});
