import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { agreement, passes, samplesOfRound, type Rubric } from '#core/certificates/rubric.ts';
import { readRubrics } from '#server/credentials/rubrics.ts';

const mark = (level: number) => ({ level, why: '' });
const dimension = (id: string) => ({ id, title: id, question: '', levels: ['', '', '', ''] });
const rubric = (over: Partial<Rubric> = {}): Rubric => ({
  id: 'r',
  version: 1,
  title: '',
  introduction: '',
  dimensions: ['a', 'b'].map(dimension),
  pass: { least: 2, mean: 3 },
  calibration: { perRound: 2, mean: 0.5, furthest: 1 },
  samples: [
    { id: 's', title: '', brief: '', pictures: [], marks: { a: mark(1), b: mark(4) } },
    { id: 't', title: '', brief: '', pictures: [], marks: { a: mark(3), b: mark(2) } },
  ],
  ...over,
});

describe('the rule of a rubric', () => {
  it.each<[number, number, boolean, number, string[]]>([
    [3, 3, true, 3, []],
    [2, 4, true, 3, []],
    [4, 4, true, 4, []],
    [3, 2, false, 2.5, []],
    [1, 4, false, 2.5, ['a']],
    [4, 0, false, 2, ['b']],
    [1, 1, false, 1, ['a', 'b']],
  ])('levels %i and %i: %s', (a, b, passed, mean, below) => {
    const found = passes(rubric(), { a, b });
    expect([found.passed, found.mean, found.below.map(({ id }) => id)]).toEqual([passed, mean, below]);
  });

  it('a better mark never makes work fail that passed', () => {
    const levels = [1, 2, 3, 4];
    for (const a of levels)
      for (const b of levels)
        if (passes(rubric(), { a, b }).passed)
          for (const more of levels.filter((one) => one > a))
            expect(passes(rubric(), { a: more, b }).passed).toBe(true);
  });

  it('what is not marked counts as nothing', () =>
    expect(passes(rubric(), {})).toMatchObject({ passed: false, mean: 0 }));
});

describe('agreement with the reference marks', () => {
  const { samples } = rubric();
  it.each<[string, number[], number, number, boolean]>([
    ['the same', [1, 4, 3, 2], 0, 0, true],
    ['two of four a level off', [2, 4, 3, 3], 0.5, 1, true],
    ['three of four a level off', [2, 3, 3, 3], 0.75, 1, false],
    ['one of them two levels off', [3, 4, 3, 2], 0.5, 2, false],
    ['nothing marked', [0, 0, 0, 0], 2.5, 4, false],
  ])('%s', (_, [a = 0, b = 0, c = 0, d = 0], mean, furthest, agrees) =>
    expect(agreement(rubric(), samples, { s: { a, b }, t: { a: c, b: d } })).toEqual({
      mean,
      furthest,
      agrees,
    }),
  );

  it('too high and too low weigh the same, and do not cancel out', () => {
    const high = agreement(rubric(), samples, { s: { a: 2, b: 4 }, t: { a: 3, b: 3 } });
    const mixed = agreement(rubric(), samples, { s: { a: 2, b: 4 }, t: { a: 3, b: 1 } });
    expect(high).toEqual(mixed);
  });

  it('without samples nobody agrees', () => expect(agreement(rubric(), [], {}).agrees).toBe(false));

  it('a round has other samples than the one before, and comes round again', () => {
    const one = rubric({ calibration: { perRound: 1, mean: 0.5, furthest: 1 } });
    expect([0, 1, 2].map((round) => samplesOfRound(one, round).map(({ id }) => id))).toEqual([
      ['s'],
      ['t'],
      ['s'],
    ]);
  });
});

describe('the rubric as shipped', async () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const rubrics = await readRubrics(`${root}content/rubrics`);
  const { access } = await import('node:fs/promises');

  it('has rounds of samples whose pictures are there and which are not all alike', async () => {
    expect(rubrics.map(({ id }) => id)).toEqual(['capstone']);
    for (const { samples, dimensions } of rubrics) {
      for (const { pictures } of samples)
        for (const { ref } of pictures) await expect(access(root + ref)).resolves.toBeUndefined();
      for (const { id } of dimensions)
        expect(new Set(samples.map(({ marks }) => marks[id]!.level)).size).toBeGreaterThan(1);
    }
  });

  it.each([1, 2, 3, 4])('whoever marks everything with %i agrees in no round', (level) => {
    for (const one of rubrics)
      for (const round of [0, 1]) {
        const samples = samplesOfRound(one, round);
        const same = Object.fromEntries(one.dimensions.map(({ id }) => [id, level]));
        const given = Object.fromEntries(samples.map(({ id }) => [id, same]));
        expect(agreement(one, samples, given).agrees).toBe(false);
      }
  });
});
