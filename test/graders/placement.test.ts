import { beforeAll, describe, expect, it } from 'vitest';
import { bindCriterion } from '#graders/criteria/kinds.ts';
import { measureCells } from '#graders/metrics/cells.ts';
import { unrest } from '#graders/metrics/calm.ts';
import { subjectPlace, toShares } from '#graders/metrics/subject.ts';
import type { Raster } from '#graders/pixels/types.ts';
import { crop } from '#graders/pixels/tiles.ts';
import { regionOf } from '#graders/regions.ts';
import type { CriterionReport } from '#graders/report/schema.ts';
import type { Exercise } from '#graders/types.ts';
import { exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { boxes, png } from '#test/support/files.ts';
import { edited, mirrored, scene } from '#test/support/scene.ts';

describe('a mask carried into another frame', () => {
  const frame = { width: 400, height: 200 };
  const region = regionOf('it', 'it', boxes(frame, [100, 40, 80, 120]));
  const STILL = [1, 0, 0, 0, 1, 0, 0, 0, 1] as const;
  it.each<[string, readonly [number, number], { width: number; height: number }, number[]]>([
    ['where it is', [0, 0], frame, [0.35, 0.5, 0.255, 0.445, 0]],
    ['40 px to the right', [40, 0], frame, [0.45, 0.5, 0.355, 0.545, 0]],
    // The left 40 of 80 px lie outside.
    ['half of it outside', [-140, 0], frame, [0, 0.5, -0.095, 0.095, 0.5]],
    ['in a frame of half the width', [0, 0], { width: 200, height: 200 }, [0.2, 0.5, 0.01, 0.39, 0]],
  ])('%s', (_, [dx, dy], picture, found) => {
    const map = [1, 0, dx, 0, 1, dy, 0, 0, 1] as const;
    const { centroid, left, right, cut } = subjectPlace(region, frame, toShares(map, frame, picture));
    [...centroid, left, right, cut].forEach((v, i) => expect(v).toBeCloseTo(found[i]!, 5));
  });
  it('keeps its box in the frame', () =>
    expect(subjectPlace(region, frame, toShares(STILL, frame, frame)).inFrame).toEqual({
      x: 100,
      y: 40,
      width: 80,
      height: 120,
    }));
});

describe('unrest', () => {
  const bars = (width: number, period: number): Raster => ({
    width,
    height: 80,
    data: Uint8Array.from({ length: width * 80 * 3 }, (_, i) =>
      Math.floor((Math.floor(i / 3) % width) / period) % 2 === 0 ? 118 : 143,
    ),
  });
  const ALL = { x: 0, y: 0, width: 1, height: 1 };
  it.each<[string, Raster, number]>([
    ['a plain wall', bars(800, 800), 0],
    // Codes 118 and 143 are 10.02 L* apart; every cell differs from the next, none from the one below.
    ['stripes of one cell', bars(800, 8), 10.02 * Math.SQRT1_2],
    ['stripes finer than a cell average away', bars(800, 4), 0],
  ])('%s', (_, raster, found) => expect(unrest(measureCells(raster), ALL)).toBeCloseTo(found, 0));
  it('does not depend on the size of the file', () => {
    const [small, large] = [bars(1200, 48), bars(2400, 96)].map((one) => unrest(measureCells(one), ALL));
    expect(large! / small!).toBeCloseTo(1, 1);
  });
  it('looks at the rectangle alone', () => {
    const half = edited(bars(800, 8), (rgb, x) => (x < 400 ? rgb : [118, 118, 118]));
    const right = { x: 0.55, y: 0, width: 0.45, height: 1 };
    expect(unrest(measureCells(half), right)).toBeCloseTo(0, 5);
    expect(unrest(measureCells(half), { ...right, x: 0 })).toBeGreaterThan(5);
  });
});

/** A wide view with a dark pillar on a lighter ground; its middle is at 400, 300. */
const PILLAR = { left: 350, top: 200, right: 450, bottom: 400 };
const view = edited(scene(17, 960, 640), (rgb, x, y) =>
  x >= PILLAR.left && x < PILLAR.right && y >= PILLAR.top && y < PILLAR.bottom
    ? [30 + (x - 350) / 4, 34 + (y % 20), 60]
    : rgb,
);
/** 4:5 with the pillar's middle on the left third. */
const FRAME = { x: 250, y: 20, width: 448, height: 560 };
const reference = crop(view, FRAME);
const region = boxes(reference, [
  PILLAR.left - FRAME.x,
  PILLAR.top - FRAME.y,
  PILLAR.right - PILLAR.left,
  PILLAR.bottom - PILLAR.top,
]);
const AT = { targets: 'third-lines', tolerance: 0.03, limit: 0.2 };
const size = { rule: 'free', minWidth: 200 } as const;

const exerciseWith = (params: Record<string, unknown>): Promise<Exercise> =>
  exerciseOf({
    start: view,
    reference,
    size,
    criteria: [{ id: 'it', kind: 'placement', region: 'pillar', params }],
    regions: { pillar: region },
  });
const cropped = async (
  exercise: Exercise,
  x: number,
  y: number,
  width: number,
  height: number,
): Promise<CriterionReport> =>
  (await gradeBytes(exercise, await png(crop(view, { x, y, width, height })))).report.criteria[0]!;

describe('on a third', () => {
  let exercise: Exercise;
  beforeAll(async () => {
    exercise = await exerciseWith({ at: AT });
  });
  // The pillar's middle is 400 px from the left of the view: a crop of 448 px has it at (400 − x) / 448.
  it.each<[string, [number, number, number, number], number, string, RegExp]>([
    ['as in the reference', [251, 20, 448, 560], 0, 'placement.on-target', /stands where the brief wants it/],
    ['on the right third', [101, 20, 448, 560], 0, 'placement.on-target', /wants it/],
    [
      '7 % too far right',
      [220, 20, 448, 560],
      6.9,
      'placement.off-across',
      /too far to the right.*Move the crop (6|7).* to the right/,
    ],
    ['in the middle', [176, 20, 448, 560], 16.7, 'placement.off-across', /too far to the (left|right)/],
    [
      'too far left',
      [330, 20, 448, 560],
      17.7,
      'placement.off-across',
      /too far to the left.*Move the crop 1[78]\s%.* to the left/,
    ],
    ['the view itself', [0, 0, 960, 640], 8.3, 'placement.off-across', /too far to the right/],
  ])('%s', async (_, [x, y, width, height], off, code, says) => {
    const { feedback, value } = await cropped(exercise, x, y, width, height);
    expect(Math.abs(value - off)).toBeLessThanOrEqual(0.6);
    expect(feedback[0]!.code).toBe(code);
    expect(feedback[0]!.text).toMatch(says);
  });

  it('costs the same on both sides, and more the farther it is', async () => {
    const scores: number[] = [];
    for (const off of [0, 20, 40, 60]) scores.push((await cropped(exercise, 251 - off, 20, 448, 560)).score);
    expect(scores).toEqual([...scores].sort((p, q) => q - p));
    const other = (await cropped(exercise, 251 + 40, 20, 448, 560)).score;
    expect(Math.abs(other - scores[2]!)).toBeLessThanOrEqual(3);
  });

  it('is alike in the mirror', async () => {
    const other = await exerciseOf({
      start: mirrored(view),
      reference: mirrored(reference),
      size,
      criteria: [{ id: 'it', kind: 'placement', region: 'pillar', params: { at: AT } }],
      regions: {
        pillar: boxes(reference, [448 - (PILLAR.right - FRAME.x), PILLAR.top - FRAME.y, 100, 200]),
      },
    });
    const attempt = crop(view, { x: 215, y: 20, width: 448, height: 560 });
    const plain = (await gradeBytes(exercise, await png(attempt))).report.criteria[0]!;
    const reflected = (await gradeBytes(other, await png(mirrored(attempt)))).report.criteria[0]!;
    expect(Math.abs(reflected.score - plain.score)).toBeLessThanOrEqual(2);
    expect([plain.feedback[0]!.params.side, reflected.feedback[0]!.params.side]).toEqual(['right', 'left']);
  });

  it('draws lines over the picture and marks the subject', async () => {
    const attempt = crop(view, { x: 200, y: 20, width: 448, height: 560 });
    const { report, evidence } = await gradeBytes(exercise, await png(attempt));
    const [place] = report.criteria[0]!.places;
    // The pillar begins 150 px from the left of this crop.
    expect(Math.abs(place!.x * 448 - 150)).toBeLessThan(3);
    expect(place!.text).toMatch(/1\d\s% too far right/);
    expect(evidence.map(({ name, width, height }) => [name, width, height])).toEqual([
      ['it-composition-map.png', 768, 960],
    ]);
    expect(evidence[0]!.alt).toMatch(/thirds in thin white/);
  });
});

describe('what the brief may ask beside', () => {
  const scale = { tolerance: 0.01, limit: 0.2 };
  it.each<[string, Record<string, unknown>, [number, number, number, number], string, [number, number]]>([
    ['nothing cut', { cut: scale }, [251, 20, 448, 560], 'placement.whole', [100, 100]],
    ['a tenth cut off', { cut: scale }, [360, 20, 448, 560], 'placement.cut', [40, 60]],
    [
      'room on every side',
      { margin: { least: 0.1, ...scale } },
      [251, 20, 448, 560],
      'placement.room',
      [100, 100],
    ],
    [
      'too near the left',
      { margin: { least: 0.1, ...scale } },
      [340, 20, 448, 560],
      'placement.tight',
      [50, 90],
    ],
    [
      'the right size',
      { size: { least: 0.3, most: 0.4, ...scale } },
      [251, 20, 448, 560],
      'placement.size-right',
      [100, 100],
    ],
    [
      'too small',
      { size: { least: 0.45, most: 0.6, ...scale } },
      [251, 20, 448, 560],
      'placement.too-small',
      [50, 70],
    ],
    [
      'too large',
      { size: { least: 0.2, most: 0.3, ...scale } },
      [251, 20, 448, 560],
      'placement.too-large',
      [60, 85],
    ],
    [
      'a point on it',
      { anchor: [0.3326, 0.3214], at: { targets: [{ x: 0.333, y: 0.321 }], ...scale } },
      [251, 20, 448, 560],
      'placement.on-target',
      [100, 100],
    ],
    [
      'lower than asked',
      { at: { targets: [{ y: 0.3 }], ...scale } },
      [251, 20, 448, 560],
      'placement.off-down',
      [0, 10],
    ],
    [
      'restless',
      { calm: { x: 0, y: 0, width: 1, height: 1, tolerance: 1, limit: 4 } },
      [251, 20, 448, 560],
      'placement.busy',
      [0, 60],
    ],
  ])('%s', async (_, params, [x, y, width, height], code, [least, most]) => {
    const { feedback, score } = await cropped(await exerciseWith(params), x, y, width, height);
    expect(feedback[0]!.code).toBe(code);
    expect(score).toBeGreaterThanOrEqual(least);
    expect(score).toBeLessThanOrEqual(most);
  });

  it('space for copy is measured in the learner’s own frame', async () => {
    const params = { calm: { x: 0, y: 0, width: 0.25, height: 1, tolerance: 0.5, limit: 4 } };
    const calm = edited(view, (rgb, x) => (x < 260 ? [120, 120, 120] : rgb));
    const exercise = await exerciseOf({
      start: calm,
      reference,
      size,
      criteria: [{ id: 'it', kind: 'placement', region: 'pillar', params }],
      regions: { pillar: region },
    });
    const wide = crop(calm, { x: 60, y: 20, width: 700, height: 560 });
    const { feedback, score } = (await gradeBytes(exercise, await png(wide))).report.criteria[0]!;
    expect([feedback[0]!.code, score]).toEqual(['placement.calm', 100]);
  });
});

describe('a frame that is given', () => {
  it('is the learner’s frame', async () => {
    const params = { at: { targets: [{ x: 1 / 3 }], tolerance: 0.01, limit: 0.2 } };
    const exercise = await exerciseOf({
      start: reference,
      reference,
      criteria: [{ id: 'it', kind: 'placement', region: 'pillar', params }],
      regions: { pillar: region },
    });
    const { feedback, score } = (await gradeBytes(exercise, await png(reference))).report.criteria[0]!;
    expect([feedback[0]!.code, score]).toEqual(['placement.on-target', 100]);
  });
});

describe('an author’s mistake is named', () => {
  it.each<[Record<string, unknown>, RegExp]>([
    [{}, /at least one of at, cut, margin, size and calm/],
    [{ at: { targets: [{}], tolerance: 0, limit: 1 } }, /x, y or both/],
    [{ at: { targets: 'thirds', tolerance: 0, limit: 1 } }, /params\.at\.targets/],
    [{ cut: { tolerance: 0.2, limit: 0.1 } }, /limit must lie above tolerance/],
  ])('%o', (params, message) => {
    const spec = {
      id: 'it',
      kind: 'placement',
      title: 'It',
      essential: false,
      passAt: 60,
      weight: 1,
      region: 'a',
      params,
    };
    const bound = bindCriterion(spec);
    expect(bound.ok ? 'accepted' : bound.issues.join('; ')).toMatch(message);
  });
});
