import { describe, expect, it } from 'vitest';
import { promptDialect } from '#graders/criteria/prompt-dialect.ts';
import { DialectParams } from '#graders/criteria/prompt-dialect-params.ts';
import { parsePrompt } from '#graders/prompt/dialects/parse.ts';
import type { Dialect } from '#graders/prompt/dialects/types.ts';
import type { z } from 'zod';

const VERDICT = { score: 0, unclamped: 0, pass: false, terms: {} };

function judged(text: string, dialect: Dialect, given: z.input<typeof DialectParams>) {
  const params = DialectParams.parse(given);
  const measurement = promptDialect.measure(
    { text, parsed: parsePrompt(text, dialect), brief: '', facets: [] },
    params,
  );
  const distances = Object.fromEntries(
    Object.entries(measurement.terms).map(([id, { distance }]) => [id, Number(distance.toFixed(4))]),
  );
  const findings = promptDialect.explain(measurement, VERDICT, params);
  return {
    measurement,
    distances,
    findings,
    codes: findings.map(({ code }) => code.replace('prompt-dialect.', '')),
  };
}

const STONE = { weights: [{ phrase: 'wet stone', weight: 1.3 }] };

describe('weights', () => {
  it.each([
    ['a1111', '(wet stone:1.3)', 0, 'weights-right'],
    ['a1111', '(wet stone:1.31)', 0.01, 'weights-right'],
    ['a1111', '(wet stone:1.2)', 0.1, 'weight-light'],
    ['a1111', '(wet stone:1.38)', 0.08, 'weight-heavy'],
    ['a1111', '((wet stone:1.3))', 0.13, 'weight-nested'],
    ['comfyui', '((wet stone:1.3))', 0, 'weights-right'],
    ['a1111', 'wet stone', 0.15, 'weight-plain'],
    ['a1111', '(wet:1.3) stone', 0.15, 'weight-cut'],
    ['a1111', '(dry stone:1.3)', 0.15, 'phrase-missing'],
    ['a1111', '(wet stone:1.3), (wet stone:1.6)', 0.15, 'weight-heavy'],
    ['invokeai', '(wet stone)1.3', 0, 'weights-right'],
  ] as [Dialect, string, number, string][])('%s %s is %f off: %s', (dialect, text, distance, code) => {
    const { distances, codes } = judged(text, dialect, STONE);
    expect(distances).toEqual({ 'weight-1': distance });
    expect(codes).toEqual([code]);
  });

  it('says the direction and the amount, at the place', () => {
    const text = 'a wall of (wet stone:1.2), fog';
    const { measurement, findings } = judged(text, 'a1111', STONE);
    expect(findings[0]?.params).toEqual({ phrase: 'wet stone', found: 1.2, target: 1.3, amount: 0.1 });
    const [span] = measurement.spans;
    expect(text.slice(span!.from, span!.to)).toBe('wet stone');
    expect([span!.kind, span!.code]).toEqual(['problem', 'prompt-dialect.weight-light']);
  });

  it('marks what is right with its weight', () =>
    expect(judged('(wet stone:1.3)', 'a1111', STONE).measurement.spans).toMatchObject([
      { kind: 'weight', weight: 1.3, from: 1, to: 10 },
    ]));

  it('looks into the negative prompt where it is asked', () =>
    expect(
      judged('wall\nNegative prompt: (people:1.4)', 'a1111', {
        weights: [{ phrase: 'people', weight: 1.4, side: 'negative' }],
      }).distances,
    ).toEqual({ 'weight-1': 0 }));
});

const BRIEF = {
  parameters: {
    ar: { is: ['16:9'] },
    stylize: { least: 50, most: 150 },
    no: { items: ['people', ['text', 'lettering']] },
    weird: null,
  },
  allow: ['version'],
};
const GOOD = 'x --ar 16:9 --stylize 100 --no people, text';

describe('parameters', () => {
  it.each([
    [GOOD, [0, 0, 0, 0, 0], ['parameters-right']],
    ['x --no lettering,people --s 50 --ar 32:18 --v 7', [0, 0, 0, 0, 0], ['parameters-right']],
    ['x --ar 9:16 --s 100 --no people, text', [1, 0, 0, 0, 0], ['parameter-wrong']],
    ['x --ar 16:9 --s 151 --no people, text', [0, 1, 0, 0, 0], ['parameter-wrong']],
    ['x --ar 16:9 --s 100 --no people', [0, 0, 1, 0, 0], ['no-missing']],
    ['x --ar 16:9 --s 100 --no people, text, sky', [0, 0, 1, 0, 0], ['no-extra']],
    ['x --ar 16:9 --s 100', [0, 0, 1, 0, 0], ['parameter-missing']],
    [`${GOOD} --w 100`, [0, 0, 0, 1, 0], ['parameter-unwanted']],
    [`${GOOD} --tile --q 2 --c 5`, [0, 0, 0, 0, 2], Array<string>(3).fill('parameter-unwanted')],
    ['x', [1, 1, 1, 0, 0], Array<string>(3).fill('parameter-missing')],
  ])('%s', (text, distances, codes) => {
    const found = judged(text, 'midjourney', BRIEF);
    expect(Object.values(found.distances)).toEqual(distances);
    expect(found.codes).toEqual(codes);
  });
});

describe('syntax and words', () => {
  it.each([
    ['(a) b', 0, ['syntax-clean']],
    ['(a b', 1, ['unclosed']],
    ['(a b, [c', 2, ['unclosed']],
    ['{a}', 0, ['foreign', 'syntax-clean']],
    ['a++ (b:1,2)', 2, ['foreign', 'decimal-comma']],
  ])('%s: %i errors', (text, errors, codes) => {
    const found = judged(text, 'a1111', { syntax: true });
    expect([found.distances, found.codes]).toEqual([{ syntax: errors }, codes]);
  });

  it.each([
    ['(wet stone:1.3), a LIGHTHOUSE', 0, ['words-kept']],
    ['a lighthouse, wet stone', 0, ['words-kept']],
    ['a lighthouse, wet', 0.25, ['words-missing']],
    ['a tall lighthouse, wet stone', 0.25, ['words-new']],
    ['the brief says this and that', 0.5, ['words-missing', 'words-new']],
  ])('%s', (text, distance, codes) => {
    const found = judged(text, 'a1111', { words: 'a lighthouse, wet stone', wordsLimit: 0.5 });
    expect([found.distances, found.codes]).toEqual([{ words: distance }, codes]);
  });
});

it('asks for something', () => expect(DialectParams.safeParse({}).success).toBe(false));
