import { beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { dropPixels, foldedIn, stepsByCell, type Keep } from '#graders/metrics/aliasing.ts';
import { measureLuma } from '#graders/metrics/luma.ts';
import { resize } from '#graders/pixels/resize.ts';
import type { Raster } from '#graders/pixels/types.ts';
import type { CriterionReport } from '#graders/report/schema.ts';
import type { Exercise } from '#graders/types.ts';
import { exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { from, png } from '#test/support/files.ts';
import { edited, scene } from '#test/support/scene.ts';

/** A scene with thin bright lines that run nearly level, as a spoon's highlight does. */
const master = edited(scene(7, 1200, 800), (rgb, x, y) => {
  const line = [120, 300, 520, 690].some((at) => Math.abs(y - at - 60 * Math.sin(x / 260)) < 1);
  return line ? [235, 235, 230] : rgb;
});
const SIZE = { width: 640, height: 427 };
const reference = resize(master, SIZE.width, SIZE.height);

/** Every pixel taken from one of the master's, `phase` of the way into its group. */
function dropped(phase: number): Raster {
  const data = new Uint8Array(SIZE.width * SIZE.height * 3);
  for (let y = 0, at = 0; y < SIZE.height; y++)
    for (let x = 0; x < SIZE.width; x++, at += 3) {
      const u = Math.floor(((x + phase) * master.width) / SIZE.width);
      const v = Math.floor(((y + phase) * master.height) / SIZE.height);
      data.set(master.data.subarray((v * master.width + u) * 3, (v * master.width + u) * 3 + 3), at);
    }
  return { ...SIZE, data };
}

const everywhere: Keep = () => true;
const target = measureLuma(reference);
const share = (raster: Raster): number =>
  foldedIn(measureLuma(raster), target, dropPixels(master, SIZE), everywhere).share;

describe('the share of dropping’s damage', () => {
  it.each([
    ['averaged', () => reference, 0],
    ['the middle pixel', () => dropped(0.5), 1],
    ['the first pixel', () => dropped(0), 1],
  ])('%s', (_, make, expected) => expect(share(make())).toBeCloseTo(expected, 6));

  it('counts what is mixed in by its share', () => {
    const [sharp, soft] = [dropped(0.5), reference];
    const mixed = { ...SIZE, data: soft.data.map((v, i) => v + Math.round((sharp.data[i]! - v) * 0.4)) };
    expect(share(mixed)).toBeCloseTo(0.4, 1);
  });

  it('is nothing where the start is no larger', () =>
    expect(foldedIn(target, target, dropPixels(reference, SIZE), everywhere).share).toBe(0));

  it('points at the lines', () => {
    const like = dropPixels(master, SIZE).centre;
    const steps = stepsByCell(measureLuma(dropped(0.5)), target, like, everywhere);
    const strongest = steps.indexOf(Math.max(...steps));
    const row = Math.floor(strongest / Math.ceil(SIZE.width / 8));
    const lines = [120, 300, 520, 690].map((at) => (at * SIZE.height) / master.height / 8);
    expect(Math.min(...lines.map((at) => Math.abs(at - row)))).toBeLessThan(6);
    expect(Math.max(...stepsByCell(target, target, like, everywhere))).toBe(0);
  });
});

describe('aliasing tells a file reduced without a filter', () => {
  let exercise: Exercise;
  beforeAll(async () => {
    exercise = await exerciseOf({
      start: master,
      reference,
      criteria: [{ id: 'it', kind: 'aliasing', params: {} }],
    });
  });
  const judged = async (bytes: Uint8Array): Promise<CriterionReport> =>
    (await gradeBytes(exercise, bytes)).report.criteria[0]!;
  const shifted = sharp(reference.data, { raw: { ...SIZE, channels: 3 } });

  it.each<[string, () => Promise<Uint8Array>, string, [number, number]]>([
    ['averaged', () => png(reference), 'aliasing.filtered', [100, 100]],
    ['the master itself', () => png(master), 'aliasing.filtered', [100, 100]],
    ['JPEG 60', () => from(reference).jpeg({ quality: 60 }).toBuffer(), 'aliasing.filtered', [100, 100]],
    ['WebP 75', () => from(reference).webp({ quality: 75 }).toBuffer(), 'aliasing.filtered', [100, 100]],
    ['blurred', () => from(reference).blur(1).png().toBuffer(), 'aliasing.filtered', [100, 100]],
    [
      'sharpened',
      () => from(reference).sharpen({ sigma: 0.7 }).png().toBuffer(),
      'aliasing.filtered',
      [100, 100],
    ],
    ['Lanczos', () => from(master).resize(640, 427).png().toBuffer(), 'aliasing.filtered', [100, 100]],
    [
      'a pixel off',
      () => shifted.clone().affine([1, 0, 0, 1], { idx: 1 }).png().toBuffer(),
      'aliasing.filtered',
      [100, 100],
    ],
    ['the middle pixel', () => png(dropped(0.5)), 'aliasing.stairs', [0, 0]],
    ['the first pixel', () => png(dropped(0)), 'aliasing.stairs', [0, 30]],
    [
      'the middle pixel, JPEG 82',
      () => from(dropped(0.5)).jpeg({ quality: 82 }).toBuffer(),
      'aliasing.stairs',
      [0, 30],
    ],
    [
      'the middle pixel, WebP 75',
      () => from(dropped(0.5)).webp({ quality: 75 }).toBuffer(),
      'aliasing.stairs',
      [0, 40],
    ],
  ])('%s', async (_, make, code, [low, high]) => {
    const found = await judged(await make());
    expect(found.feedback.map((remark) => remark.code)).toEqual([code]);
    expect(found.score).toBeGreaterThanOrEqual(low);
    expect(found.score).toBeLessThanOrEqual(high);
  });

  it('a little of it is told and costs little', async () => {
    const [sharp, soft] = [dropped(0.5), reference];
    const mixed = { ...SIZE, data: soft.data.map((v, i) => v + Math.round((sharp.data[i]! - v) * 0.34)) };
    const found = await judged(await png(mixed));
    expect(found.feedback[0]!.code).toBe('aliasing.hardly');
    expect(found.pass).toBe(true);
    expect(found.score).toBeLessThan(90);
  });
});
