import { beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '#graders/colour/lab.ts';
import { series } from '#graders/criteria/series.ts';
import type { Context } from '#graders/criteria/types.ts';
import type { CriterionSpec } from '#graders/exercise/schema.ts';
import type { Report } from '#graders/report/schema.ts';
import type { Raster } from '#graders/pixels/types.ts';
import type { Exercise } from '#graders/types.ts';
import { blend } from '#test/support/scene.ts';
import { drifted, gradeRasters, NAMES, REFERENCES, setOf, STARTS } from '#test/support/set.ts';

const BELONGS: CriterionSpec = {
  id: 'set',
  kind: 'series',
  title: 'One set',
  weight: 1,
  essential: true,
  passAt: 60,
  region: 'table',
  params: {},
};

let both: Exercise;
let lookFree: Exercise;
beforeAll(async () => {
  both = await setOf([BELONGS]);
  lookFree = await setOf([{ ...BELONGS, params: { terms: ['spread'] } }]);
});

const report = async (exercise: Exercise, pictures: readonly Raster[]): Promise<Report> =>
  (await gradeRasters(exercise, pictures)).report;
const allBut = (...left: number[]): Raster[] => REFERENCES.map((r, i) => (left.includes(i) ? STARTS[i]! : r));
const darker = (by: number): Raster[] => REFERENCES.map((picture) => drifted(picture, by));

describe('what a set is worth', () => {
  // files · score and outcome where the look is asked for · where it is free
  const CASES: [string, Raster[], number, string, number, string][] = [
    ['untouched', STARTS, 0, 'not-yet', 0, 'not-yet'],
    ['the references', REFERENCES, 100, 'passed', 100, 'passed'],
    ['one of four put right', allBut(1, 2, 3), 30, 'not-yet', 12, 'not-yet'],
    ['three of four put right', allBut(2), 44, 'not-yet', 55, 'not-yet'],
    ['all alike, all 0.5 EV too dark', darker(-0.5), 50, 'not-yet', 100, 'passed'],
    ['all alike, all 0.5 EV too light', darker(0.5), 50, 'not-yet', 100, 'passed'],
  ];
  it.each(CASES)('%s', async (_, pictures, score, outcome, freeScore, freeOutcome) => {
    const asked = await report(both, pictures);
    const free = await report(lookFree, pictures);
    expect([asked.score, asked.outcome, free.score, free.outcome]).toEqual([
      score,
      outcome,
      freeScore,
      freeOutcome,
    ]);
  });

  it('rises on the way to the references and falls beyond them', async () => {
    const scores: number[] = [];
    for (const share of [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2]) {
      const pictures = STARTS.map((start, i) => blend(start, REFERENCES[i]!, share));
      scores.push((await report(both, pictures)).score!);
    }
    expect(scores.slice(0, 5)).toEqual(scores.slice(0, 5).toSorted((a, b) => a - b));
    expect(scores.slice(4)).toEqual(scores.slice(4).toSorted((a, b) => b - a));
    // Too much by half is worth no more than too little by half.
    expect(Math.abs(scores[6]! - scores[2]!)).toBeLessThanOrEqual(5);
  });
});

describe('what it says', () => {
  const judged = async (pictures: readonly Raster[]) => (await report(both, pictures)).criteria[0]!;

  it.each<[string, Raster[], [string, string | undefined, Record<string, unknown>][]]>([
    [
      'one frame darker and warmer than the others',
      REFERENCES.map((r, i) => (i === 2 ? drifted(r, -0.4, 1.1, 0.9) : r)),
      [
        [
          'series.frame-dark-cast',
          'mint',
          { frame: 'Frame 3, mint', than: 'the others', ev: '+0.4', toward: 'yellow', away: 'blue' },
        ],
      ],
    ],
    [
      'one frame lighter',
      REFERENCES.map((r, i) => (i === 0 ? drifted(r, 0.3) : r)),
      [['series.frame-light', 'cherry', { frame: 'Frame 1, cherry', ev: '−0.3' }]],
    ],
    ['all too dark by the same', darker(-0.5), [['series.set-dark', undefined, { ev: '+0.5' }]]],
  ])('%s', async (_, pictures, expected) => {
    const { feedback } = await judged(pictures);
    expect(feedback).toHaveLength(expected.length);
    for (const [i, [code, frame, params]] of expected.entries()) {
      expect([feedback[i]!.code, feedback[i]!.frame]).toEqual([code, frame]);
      expect(feedback[i]!.params).toMatchObject(params);
    }
  });

  it('names every frame that stands out, furthest first, and none twice', async () => {
    const { feedback, frames } = await judged(STARTS);
    expect(feedback.map(({ frame }) => frame)).toEqual(['cherry', 'lemon', 'mint', 'plum']);
    expect(frames?.map(({ frame }) => frame)).toEqual([...NAMES]);
    expect(frames?.map(({ value }) => value)).toEqual([6.7, 6.6, 6, 5.5]);
  });

  it('is content with a set that belongs together', async () => {
    const { feedback } = await judged(REFERENCES);
    expect(feedback.map(({ code, severity }) => [code, severity])).toEqual([['series.even', 'celebratory']]);
  });

  it('draws the strip, with every frame in words', async () => {
    const { report: said, evidence } = await gradeRasters(both, STARTS);
    expect(evidence.map(({ name }) => name)).toEqual(['set-strip.jpg']);
    const [strip] = evidence;
    expect(strip!.width).toBeLessThanOrEqual(1600);
    for (const text of said.criteria[0]!.frames!.map((frame) => frame.text!))
      expect(strip!.alt).toContain(text);
    expect((await gradeRasters(both, REFERENCES)).evidence).toEqual([]);
  });
});

describe('the formula', () => {
  /** A frame of one cell: its colour and its reference's. */
  const frame = (mean: Lab, wanted: Lab): Context => {
    const cells = (lab: Lab) => ({ cells: { columns: 1, rows: 1, lab: Float32Array.from(lab) } });
    return {
      attempt: cells(mean),
      reference: cells(wanted),
      region: null,
      covered: null,
    } as unknown as Context;
  };
  const GREY: Lab = [50, 0, 0];
  const of = (...means: Lab[]) => means.map((mean) => frame(mean, GREY));

  it.each<[string, Context[], number, number]>([
    ['alike', of(GREY, GREY, GREY), 0, 0],
    // Variance of −4, 0, 4 over n − 1 is 16: PPR10K's GLC = (16 + 0 + 0) / 3, and √(3·GLC) = 4.
    ['lightness apart, mean right', of([46, 0, 0], GREY, [54, 0, 0]), 4, 0],
    ['two axes apart: √(16 + 9)', of([46, 0, 3], [50, 0, 0], [54, 0, -3]), 5, 0],
    ['together, but off', of([47, 4, 0], [47, 4, 0], [47, 4, 0]), 0, 5],
    [
      'what differs by right does not count',
      [frame([30, 9, 9], [30, 9, 9]), frame([70, -9, 0], [70, -9, 0])],
      0,
      0,
    ],
  ])('%s', (_, frames, spread, look) => {
    const { terms } = series.measure(frames, { terms: ['spread', 'look'] });
    expect(terms.spread!.distance).toBeCloseTo(spread, 5);
    expect(terms.look!.distance).toBeCloseTo(look, 5);
  });

  it('turns lightness into exposure through Y(L*)', () => {
    // Y(50) / Y(38.9) = 2^0.8: L* 50 is a luminance of 18.4 %, L* 38.9 of 10.6 %.
    const { readings } = series.measure(of([38.9, 0, 0], GREY), { terms: ['spread', 'look'] });
    expect(readings[0]!.params.ev).toBe('+0.8');
    expect(readings.map(({ code }) => code)).toEqual(['series.reading-dark', 'series.reading-alike']);
  });
});
