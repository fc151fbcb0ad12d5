import { describe, expect, it } from 'vitest';
import { allBut, gradingFrame } from '#graders/frame.ts';
import { recentre } from '#graders/pixels/recentre.ts';
import type { Plane } from '#graders/pixels/types.ts';
import { framed } from '#graders/views/fit.ts';
import { scene } from '#test/support/scene.ts';

const plane = (width: number, height: number, ...data: number[]): Plane => ({
  width,
  height,
  data: Uint8Array.from(data),
});

describe('a picture that lost a pixel or two', () => {
  it.each<[string, Plane, [number, number], number[]]>([
    ['repeats its border on both sides', plane(1, 2, 7, 9), [3, 2], [7, 7, 7, 9, 9, 9]],
    ['the odd one on the right', plane(2, 1, 5, 6), [3, 1], [5, 6, 6]],
    ['loses what it has too much', plane(4, 1, 1, 2, 3, 4), [2, 1], [2, 3]],
    ['is itself where the sizes agree', plane(2, 1, 1, 2), [2, 1], [1, 2]],
  ])('%s', (_, from, [width, height], wanted) => {
    expect(recentre(from, 1, width, height)).toMatchObject({ width, height });
    expect([...recentre(from, 1, width, height).data]).toEqual(wanted);
  });

  it.each([
    [[1799, 1200], true],
    [[1798, 1198], true],
    [[1802, 1201], true],
    [[1797, 1198], false],
    [[1800, 1197], false],
  ] as const)('%j beside 1800 × 1200: %s', ([width, height], near) => {
    const reference = { width: 1800, height: 1200 };
    expect(allBut({ width, height }, reference)).toBe(near);
    const frame = gradingFrame({ width, height }, reference, { rule: 'same-aspect', minWidth: 900 });
    if (near) expect(frame).toEqual(reference);
    else if (width < 1800) expect(frame.width).toBe(width);
  });

  it('keeps every pixel it has where it is', () => {
    const whole = scene(3, 90, 60);
    const crop = recentre(whole, 3, 88, 58);
    const back = framed({ raster: crop, alpha: null }, whole).raster;
    for (let y = 1; y < 59; y++)
      expect(back.data.subarray((y * 90 + 1) * 3, (y * 90 + 89) * 3)).toEqual(
        whole.data.subarray((y * 90 + 1) * 3, (y * 90 + 89) * 3),
      );
  });
});
