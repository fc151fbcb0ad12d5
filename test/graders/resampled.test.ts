import { describe, expect, it } from 'vitest';
import { exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { from } from '#test/support/files.ts';
import { blend, scene } from '#test/support/scene.ts';

const reference = scene(5);
const { width, height } = reference;
const exercise = await exerciseOf({
  start: blend(reference, scene(7), 0.3),
  reference,
  criteria: [{ id: 'it', kind: 'detail', params: { terms: ['sharpness'], limit: 2 } }],
});
const sized = (wide: number, high: number) => from(reference).resize(wide, high, { fit: 'fill' });

describe('a picture resized by a few pixels is told of its size, not of its detail', () => {
  it.each([
    ['wider', sized(width + 6, height + 4), 'detail.resampled'],
    ['softened at its size', from(reference).blur(1), 'detail.soft'],
    ['sharpened at its size', from(reference).sharpen({ sigma: 1, m1: 3, m2: 5 }), 'detail.oversharp'],
    [
      'wider and sharpened by more than that explains',
      sized(width + 6, height + 4).sharpen({ sigma: 1, m1: 9, m2: 12 }),
      'detail.oversharp',
    ],
    ['half as large again and soft', sized(1.5 * width, 1.5 * height).blur(3), 'detail.soft'],
  ])('%s', async (_, picture, code) => {
    const { report } = await gradeBytes(exercise, await picture.png().toBuffer());
    expect(report.criteria[0]!.feedback.map((remark) => remark.code)).toEqual([code]);
  });

  it('names both sizes', async () => {
    const { report } = await gradeBytes(
      exercise,
      await sized(width + 6, height + 4)
        .png()
        .toBuffer(),
    );
    expect(report.next?.text).toMatch(
      /^Your picture is 654 × 436 px, the file you were given 648 × 432 px: /,
    );
  });
});
