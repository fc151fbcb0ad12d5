import { describe, expect, it } from 'vitest';
import type { Raster } from '#graders/pixels/types.ts';
import { exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { boxes, png } from '#test/support/files.ts';
import { edited, scene } from '#test/support/scene.ts';

type Bar = [number, number, number, number];

const BARS: Bar[] = [120, 160, 200, 240, 280, 320].map((x) => [x, 120, 6, 48]);
const RULE: Bar = [120, 200, 206, 3];

/** Bars and a rule of cream on green. */
const label = (drawn: readonly Bar[]): Raster =>
  edited(scene(31), (rgb, x, y) => {
    if (drawn.some(([left, top, w, h]) => x >= left && y >= top && x < left + w && y < top + h))
      return [235, 229, 219];
    return x >= 96 && y >= 96 && x < 352 && y < 232 ? [30, 122, 116] : rgb;
  });

const reference = label([...BARS, RULE]);
const exercise = await exerciseOf({
  start: reference,
  reference,
  regions: { lettering: boxes(reference, ...BARS, RULE) },
  criteria: [
    { id: 'mean', kind: 'structure', region: 'lettering', params: { limit: 0.8, scale: 2 } },
    { id: 'each', kind: 'structure', region: 'lettering', params: { limit: 0.8, scale: 2, each: 0.4 } },
  ],
});

describe('a letter or a rule that is gone', () => {
  it.each<[string, Raster, number, number, string, number]>([
    ['all there', reference, 100, 100, 'structure.kept', 0],
    ['the rule erased', label(BARS), 68, 34, 'structure.missing', 1],
    ['one bar of six erased', label([...BARS.slice(1), RULE]), 85, 42, 'structure.missing', 1],
  ])('%s', async (_, attempt, mean, each, code, places) => {
    const [whole, worst] = (await gradeBytes(exercise, await png(attempt))).report.criteria;
    expect([whole!.score, worst!.score, worst!.feedback[0]!.code]).toEqual([mean, each, code]);
    expect(worst!.places.filter(({ value }) => value > 0.3).length).toBeGreaterThanOrEqual(places);
  });
});
