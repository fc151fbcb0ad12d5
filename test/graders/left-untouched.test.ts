import { beforeAll, describe, expect, it } from 'vitest';
import type { LaidExercise } from '#graders/types.ts';
import { distances, exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { boxes, png } from '#test/support/files.ts';
import { edited, scene } from '#test/support/scene.ts';

const reference = scene(5);
const SPOTS = Array.from(
  { length: 10 },
  (_, i) => [20 + 58 * i, 100, 24, 24] as [number, number, number, number],
);
const spots = boxes(reference, ...SPOTS);

/** Red spots, all but the first `mended`; of these a share is still there. */
const spotted = (mended: number, rest = 0) =>
  edited(reference, ([r, g, b], x, y) => {
    const i = SPOTS.findIndex(([left, top, w, h]) => x >= left && x < left + w && y >= top && y < top + h);
    const share = i < 0 ? 0 : i < mended ? rest : 1;
    return [r + (250 - r) * share, g + (20 - g) * share, b + (20 - b) * share];
  });

describe('patches that nobody touched', () => {
  let exercise: LaidExercise;
  beforeAll(async () => {
    exercise = await exerciseOf({
      start: spotted(0),
      reference,
      regions: { spots },
      criteria: [{ id: 'healed', kind: 'pixel-diff', region: 'spots', params: { untouched: 0.2 } }],
    });
  });

  it.each([
    [10, undefined],
    [9, 0.1],
    [7, 0.3],
    [0, 1],
  ])('of ten with %i mended: %s', async (mended, share) =>
    expect((await distances(exercise, await png(spotted(mended))))['healed/untouched']).toEqual(share),
  );

  it.each([
    ['nine mended', 70, spotted(9)],
    ['eight mended', 40, spotted(8)],
    ['all mended', 100, spotted(10)],
  ])('%s: %i points', async (_, points, picture) => {
    const { report } = await gradeBytes(exercise, await png(picture));
    expect(report.criteria[0]!.score).toBe(points);
  });

  it('a trace of each is not untouched', async () =>
    expect(Object.keys(await distances(exercise, await png(spotted(10, 0.25))))).not.toContain(
      'healed/untouched',
    ));
});
