import { describe, expect, it } from 'vitest';
import { mergedFragments } from '#graders/prompt/dialects/fragments.ts';
import { parsePrompt } from '#graders/prompt/dialects/parse.ts';
import type { Dialect, Fragment } from '#graders/prompt/dialects/types.ts';

type Weighed = [string, number];

const round = (weight: number) => Number(weight.toFixed(6));
const weighed = (fragments: readonly Fragment[]): Weighed[] =>
  mergedFragments(fragments).map(({ text, weight }) => [text, round(weight)]);

interface Case {
  source: string;
  positive: Weighed[];
  problems?: string[];
}

function table(dialect: Dialect, cases: readonly Case[]): void {
  describe(dialect, () => {
    it.each(cases)('$source', ({ source, positive, problems = [] }) => {
      const parsed = parsePrompt(source, dialect);
      expect(weighed(parsed.positive)).toEqual(positive);
      expect(parsed.problems.map(({ code }) => code)).toEqual(problems);
    });
  });
}

table('a1111', [
  { source: '', positive: [] },
  { source: 'wet stone', positive: [['wet stone', 1]] },
  { source: '((wet stone))', positive: [['wet stone', 1.21]] },
  { source: '((wet stone:1.3))', positive: [['wet stone', 1.43]] },
  { source: '[[fog]]', positive: [['fog', 0.826446]] },
  {
    source: '(a:1.2) (b: 0.8 )',
    positive: [
      ['a', 1.2],
      [' ', 1],
      ['b', 0.8],
    ],
  },
  {
    source: '(a (b:0.5) c:1.2)',
    positive: [
      ['a ', 1.2],
      ['b', 0.6],
      [' c', 1.2],
    ],
  },
  { source: '(x', positive: [['x', 1.1]], problems: ['unclosed'] },
  { source: 'x)', positive: [['x)', 1]], problems: ['unopened'] },
  { source: 'x:1.3)', positive: [['x:1.3)', 1]], problems: ['unopened'] },
  {
    source: '(a [b) c]',
    positive: [
      ['a ', 1.1],
      ['b', 1],
      [' c', 0.909091],
    ],
    problems: ['crossed'],
  },
  { source: '\\(a\\) \\\\', positive: [['(a) \\', 1]] },
  { source: '(a:1,3)', positive: [['a:1,3', 1.1]], problems: ['decimal-comma'] },
  { source: '(wet stone 1.3)', positive: [['wet stone 1.3', 1.1]], problems: ['missing-colon'] },
  { source: '(a:1.2.3)', positive: [['a', 1.1]], problems: ['not-a-number'] },
  { source: '()a', positive: [['a', 1]], problems: ['empty'] },
  {
    source: '[fog:0.8] x',
    positive: [
      ['fog', 1],
      [' x', 1],
    ],
    problems: ['schedule-not-weight'],
  },
  {
    source: 'a [b:c:0.5] d',
    positive: [
      ['a ', 1],
      ['b', 1],
      ['c', 1],
      [' d', 1],
    ],
  },
  {
    source: '(a [b|c]:1.2)',
    positive: [
      ['a ', 1.2],
      ['b', 1.2],
      ['c', 1.2],
    ],
  },
  { source: 'a cat:1.3', positive: [['a cat', 1]], problems: ['whole-weight'] },
  { source: '{a} wet++', positive: [['{a} wet++', 1]], problems: ['foreign', 'foreign'] },
  { source: 'a --ar 16:9', positive: [['a --ar 16', 1]], problems: ['foreign', 'whole-weight'] },
  { source: '1.3::a::', positive: [['1.3::a::', 1]], problems: ['foreign', 'foreign'] },
  { source: 'a <lora:film:0.8> b', positive: [['a  b', 1]] },
]);

// What comfy/sd1_clip.py makes of the same signs.
table('comfyui', [
  { source: '((wet stone:1.3))', positive: [['wet stone', 1.3]] },
  {
    source: '(a (b:0.5) c:1.2)',
    positive: [
      ['a ', 1.2],
      ['b', 0.5],
      [' c', 1.2],
    ],
  },
  { source: '((wet stone))', positive: [['wet stone', 1.21]] },
  {
    source: '((a:1.3) b)',
    positive: [
      ['a', 1.3],
      [' b', 1.1],
    ],
  },
  {
    source: '((a) b:1.3)',
    positive: [
      ['a', 1.43],
      [' b', 1.3],
    ],
  },
  { source: '[fog]', positive: [['[fog]', 1]], problems: ['foreign'] },
  { source: '\\(a\\)', positive: [['(a)', 1]] },
  { source: '(:1.3)', positive: [[':1.3', 1.1]] },
  { source: '(a:b)', positive: [['a:b', 1.1]] },
  { source: '(a:b:1.3)', positive: [['a:b', 1.3]] },
  { source: '(a', positive: [['(a', 1]], problems: ['unclosed-text'] },
  { source: '(a (b:1.2)', positive: [['a (b', 1.2]], problems: ['unclosed-text'] },
  {
    source: '(a (b:1.2) c',
    positive: [
      ['(a ', 1],
      ['b', 1.2],
      [' c', 1],
    ],
    problems: ['unclosed-text'],
  },
  {
    source: 'a) (b:1.2) c',
    positive: [['a) (b:1.2) c', 1]],
    problems: ['unopened', 'swallowed', 'unopened'],
  },
  {
    source: 'a) ((b:1.2)',
    positive: [
      ['a) (', 1],
      ['b', 1.2],
    ],
    problems: ['unopened', 'swallowed'],
  },
]);

// The first group is compel's own tests.
table('invokeai', [
  { source: 'fire (flames)', positive: [['fire flames', 1]] },
  { source: 'cat hot-dog eating', positive: [['cat hot-dog eating', 1]] },
  { source: '(flames)0.5', positive: [['flames', 0.5]] },
  { source: '"flames".attend(0.5)', positive: [['flames', 0.5]] },
  { source: 'flames.attend(+)', positive: [['flames', 1.1]] },
  { source: '(flames)--', positive: [['flames', 0.81]] },
  {
    source: 'flowers fire++ flames',
    positive: [
      ['flowers ', 1],
      ['fire', 1.21],
      [' flames', 1],
    ],
  },
  {
    source: '(pretty flowers)+, the flames',
    positive: [
      ['pretty flowers', 1.1],
      [', the flames', 1],
    ],
  },
  {
    source: 'fire (flames (trees)1.5)2.0',
    positive: [
      ['fire ', 1],
      ['flames ', 2],
      ['trees', 3],
    ],
  },
  { source: 'a badly (formed test', positive: [['a badly (formed test', 1]], problems: ['unpaired-text'] },
  {
    source: 'a man (picking apricots+)++',
    positive: [
      ['a man ', 1],
      ['picking ', 1.21],
      ['apricots', 1.331],
    ],
  },
  { source: '(a:1.3)', positive: [['a:1.3', 1]], problems: ['foreign'] },
  { source: '\\(a\\)+', positive: [['(a)+', 1]] },
]);

table('novelai', [
  {
    source: '{{rain}} [fog]',
    positive: [
      ['rain', 1.1025],
      [' ', 1],
      ['fog', 0.952381],
    ],
  },
  {
    source: '1.5::rain, night::, street',
    positive: [
      ['rain, night', 1.5],
      [', street', 1],
    ],
  },
  {
    source: '1.5::{rain}:: a',
    positive: [
      ['rain', 1.575],
      [' a', 1],
    ],
  },
  { source: '-1::people::', positive: [['people', -1]] },
  {
    source: '1.2::a 0.8::b::',
    positive: [
      ['a ', 1.2],
      ['b', 0.8],
    ],
  },
  { source: '1.2::a', positive: [['a', 1.2]], problems: ['stretch-runs-on'] },
  { source: 'a::', positive: [['a', 1]], problems: ['nothing-to-end'] },
  { source: '{a', positive: [['a', 1.05]], problems: ['unclosed'] },
  { source: '{a]', positive: [['a]', 1.05]], problems: ['unclosed', 'unopened'] },
  { source: '(rain:1.3)', positive: [['(rain:1.3)', 1]], problems: ['foreign'] },
]);

table('midjourney', [
  { source: 'hot dog', positive: [['hot dog', 1]] },
  {
    source: 'hot:: dog --v 6.1',
    positive: [
      ['hot', 1],
      ['dog', 1],
    ],
  },
  {
    source: 'hot::2 dog --v 6.1',
    positive: [
      ['hot', 2],
      ['dog', 1],
    ],
  },
  {
    source: 'field:: red::-.5 --v 6',
    positive: [
      ['field', 1],
      ['red', -0.5],
    ],
  },
  {
    source: 'a::1 b::-1 --v 6',
    positive: [
      ['a', 1],
      ['b', -1],
    ],
    problems: ['weights-sum'],
  },
  {
    source: 'a:: 2.5 b --v 6',
    positive: [
      ['a', 1],
      ['2.5 b', 1],
    ],
    problems: ['space-before-weight'],
  },
  {
    source: 'a::2 b',
    positive: [
      ['a', 2],
      ['b', 1],
    ],
    problems: ['gone-in-version'],
  },
  { source: 'a (cat:1.3) ((b))', positive: [['a (cat:1.3) ((b))', 1]], problems: ['foreign', 'foreign'] },
]);

table('natural', [
  {
    source: 'A lighthouse at dusk, seen from below.',
    positive: [['A lighthouse at dusk, seen from below.', 1]],
  },
  { source: 'a (cat:1.3)', positive: [['a (cat:1.3)', 1]], problems: ['foreign'] },
]);

describe('parts, negatives and networks', () => {
  it('cuts a webui prompt at AND and BREAK', () => {
    const { positive, parts } = parsePrompt('a cat :1.2 AND (a dog BREAK b', 'a1111');
    expect(positive.map(({ text, weight, part = 0 }) => [text, weight, part])).toEqual([
      ['a cat', 1, 0],
      [' ', 1, 1],
      ['a dog ', 1.1, 1],
      ['b', 1.1, 2],
    ]);
    expect(parts).toEqual([1.2, 1]);
  });

  it('reads the negative prompt and the settings of an infotext', () => {
    const parsed = parsePrompt('(a:1.2)\nNegative prompt: (b:1.4), c\nSteps: 20, Seed: 7', 'a1111');
    expect(weighed(parsed.positive)).toEqual([
      ['a', 1.2],
      ['\n', 1],
    ]);
    expect(weighed(parsed.negative)).toEqual([
      ['b', 1.4],
      [', c\n', 1],
    ]);
    expect(parsed.parameters.map(({ name, value }) => [name, value])).toEqual([
      ['Steps', '20'],
      ['Seed', '7'],
    ]);
  });

  it('takes networks out, with their weight', () =>
    expect(parsePrompt('a <lora:film:0.8><lora:grain>', 'a1111').loras).toEqual([
      { name: 'film', weight: 0.8, from: 2, to: 17 },
      { name: 'grain', weight: 1, from: 17, to: 29 },
    ]));

  it('knows which alternative of a schedule a word is in', () => {
    const { positive, schedules } = parsePrompt('a [b:[c|d]:0.5] e', 'a1111');
    expect(positive.map(({ text, schedule, alternative }) => [text, schedule, alternative])).toEqual([
      ['a ', undefined, undefined],
      ['b', 0, 0],
      ['c', 1, 0],
      ['d', 1, 1],
      [' e', undefined, undefined],
    ]);
    expect(schedules.map(({ kind, at }) => [kind, at])).toEqual([
      ['swap', 0.5],
      ['alternate', undefined],
    ]);
  });

  it('blends, joins and swaps in InvokeAI', () => {
    const blend = parsePrompt('("fire", "fire (flames)++").blend(0.7, 0.3)', 'invokeai');
    expect(blend.positive.map(({ text, weight, part = 0 }) => [text, round(weight), part])).toEqual([
      ['fire', 1, 0],
      ['fire ', 1, 1],
      ['flames', 1.21, 1],
    ]);
    expect(blend.parts).toEqual([0.7, 0.3]);
    expect(parsePrompt('("a", "b").and(2)', 'invokeai').problems.map(({ code }) => code)).toEqual([
      'parts-and-weights',
    ]);
    const swap = parsePrompt('a cat.swap(dog, s_end=0.3) eating', 'invokeai');
    expect(swap.positive.map(({ text, alternative }) => [text, alternative])).toEqual([
      ['a ', undefined],
      ['cat', 0],
      ['dog', 1],
      [' eating', undefined],
    ]);
  });

  it('reads the old negative of InvokeAI', () => {
    const parsed = parsePrompt('picking apricots [(ladder)0.5 rope]', 'invokeai');
    expect(weighed(parsed.negative)).toEqual([
      ['ladder', 0.5],
      [' rope', 1],
    ]);
    expect(parsed.problems.map(({ code }) => code)).toEqual(['old-negative']);
  });
});

describe('parameters of Midjourney', () => {
  it.each([
    ['x --ar 16:9', [['ar', '16:9']], []],
    [
      'x --s 250 --C 10',
      [
        ['stylize', '250'],
        ['chaos', '10'],
      ],
      [],
    ],
    [
      'x --tile --ar 4:5',
      [
        ['tile', ''],
        ['ar', '4:5'],
      ],
      [],
    ],
    ['x --no plants, red cars', [['no', 'plants, red cars']], []],
    ['x —ar 16:9', [['ar', '16:9']], ['long-dash']],
    ['x --ar16:9', [['ar', '16:9']], ['glued-value']],
    ['x -- ar 16:9', [['ar', '16:9']], ['space-after-dashes']],
    ['x --ar 16x9', [['ar', '16x9']], ['bad-ratio']],
    ['x --ar 1.78:1', [['ar', '1.78:1']], ['bad-ratio']],
    ['x --ar', [['ar', '']], ['missing-value']],
    ['x --s 2000', [['stylize', '2000']], ['out-of-range']],
    ['x --s high', [['stylize', 'high']], ['bad-number']],
    [
      'x --ar 16:9, --s 50',
      [
        ['ar', '16:9'],
        ['stylize', '50'],
      ],
      ['stray-sign'],
    ],
    ['x --ar 16:9 at dusk', [['ar', '16:9']], ['text-after-parameters']],
    [
      'x --s 50 --s 100',
      [
        ['stylize', '50'],
        ['stylize', '100'],
      ],
      ['given-twice'],
    ],
    ['x --stilize 50', [['stilize', '50']], ['unknown-parameter-near']],
    [
      'x --cref u --v 7',
      [
        ['cref', 'u'],
        ['version', '7'],
      ],
      ['gone-in-version'],
    ],
  ] as [string, [string, string][], string[]][])('%s', (source, parameters, problems) => {
    const parsed = parsePrompt(source, 'midjourney');
    expect(parsed.parameters.map(({ name, value }) => [name, value])).toEqual(parameters);
    expect(parsed.problems.map(({ code }) => code)).toEqual(problems);
    expect(parsed.positive.map(({ text }) => text)).toEqual(['x']);
  });

  it('weighs what --no leaves out by −0.5, each with its place', () => {
    const source = 'a field --no red flowers ,  fences --ar 3:2';
    const { negative } = parsePrompt(source, 'midjourney');
    expect(negative.map(({ text, weight }) => [text, weight])).toEqual([
      ['red flowers', -0.5],
      ['fences', -0.5],
    ]);
    for (const { from, to, text } of negative) expect(source.slice(from, to)).toBe(text);
  });

  it('offers the name that was meant', () =>
    expect(parsePrompt('x --stilize 50', 'midjourney').problems[0]?.params).toEqual({
      name: 'stilize',
      near: 'stylize',
    }));
});
