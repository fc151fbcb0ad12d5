import { describe, expect, it } from 'vitest';
import { cropOf, placeIn } from '../../src/islands/figures/framing/crop.ts';
import { OVERLAYS } from '../../src/islands/figures/framing/overlays.ts';
import { acrossInWords, edgesInWords, inWords } from '../../src/islands/figures/framing/words.ts';

describe('the crop of a 3 : 2 picture', () => {
  it.each([
    // ratio, size, x, y, the crop
    [1.5, 1, 0.5, 0.5, { x: 0, y: 0, width: 1, height: 1 }],
    [1.5, 0.5, 0.5, 0.5, { x: 0.25, y: 0.25, width: 0.5, height: 0.5 }],
    [1, 1, 0.5, 0.5, { x: 1 / 6, y: 0, width: 2 / 3, height: 1 }],
    [0.8, 1, 0.9, 0.5, { x: 1 - 8 / 15, y: 0, width: 8 / 15, height: 1 }],
    [3, 1, 0.5, 0, { x: 0, y: 0, width: 1, height: 0.5 }],
    [1.5, 0.5, -1, 2, { x: 0, y: 0.5, width: 0.5, height: 0.5 }],
  ])('of shape %f at %f about (%f, %f)', (ratio, size, x, y, expected) => {
    const crop = cropOf({ ratio, size, x, y }, 1.5);
    for (const [key, value] of Object.entries(expected))
      expect(crop[key as keyof typeof crop], key).toBeCloseTo(value, 9);
    expect((crop.width * 1.5) / crop.height).toBeCloseTo(ratio, 9);
  });
});

describe('the subject in the crop', () => {
  const subject = { x: 0.4, y: 0.5, width: 0.2, height: 0.2 };
  it('is placed in shares of the crop', () => {
    const crop = { x: 0.25, y: 0.4, width: 0.5, height: 0.4 };
    const placed = placeIn(crop, subject, { x: 0.5, y: 0.6 });
    expect(Object.values(placed).map((v) => Number(v.toFixed(6)))).toEqual([0.5, 0.5, 0.3, 0.3, 0.25, 0.25]);
  });

  it('has less than no air where it is cut', () => {
    expect(placeIn({ x: 0.45, y: 0, width: 0.5, height: 1 }, subject, { x: 0.5, y: 0.6 }).left).toBeCloseTo(
      -0.1,
      9,
    );
  });
});

describe('overlays in a frame of 300 × 200', () => {
  it.each([
    ['thirds', 'M100 0v200M0 66.66666666666667h300M200 0v200M0 133.33333333333334h300'],
    ['centre', 'M150 0v200M0 100h300'],
    ['none', ''],
  ] as const)('%s', (name, path) => {
    expect(OVERLAYS[name].path(300, 200)).toBe(path);
  });

  it('lays right angles on the diagonal', () => {
    const [, fx, fy] = /M300 0L([\d.]+) ([\d.]+)/.exec(OVERLAYS.diagonal.path(300, 200))!.map(Number);
    expect(fy! / fx!, 'the foot lies on the diagonal').toBeCloseTo(200 / 300, 9);
    expect((fx! - 300) * 300 + fy! * 200, 'at a right angle to it').toBeCloseTo(0, 6);
  });
});

describe('in words', () => {
  it.each([
    [0.333, 'The mug stands at 33 % of the width, on the left third.'],
    [0.5, 'The mug stands at 50 % of the width, in the middle.'],
    [
      0.46,
      'The mug stands at 46 % of the width, 4 % to the left of the middle: near enough to look like a mistake.',
    ],
    [
      0.7,
      'The mug stands at 70 % of the width, 3 % to the right of the right third: near enough to look like a mistake.',
    ],
    [0.2, 'The mug stands at 20 % of the width, on no line.'],
  ])('at %f', (x, words) => {
    expect(acrossInWords(x)).toBe(words);
  });

  const air = { x: 2 / 3, y: 0.6, left: 0.55, right: 0.2, top: 0.4, bottom: 0.2 };
  it.each([
    [{ ...air }, []],
    [{ ...air, bottom: 0.01 }, ['It all but touches the frame: bottom.']],
    [{ ...air, left: -0.02, top: 0.001 }, ['It is cut off: left.', 'It all but touches the frame: top.']],
  ])('edges of %o', (placed, words) => {
    expect(edgesInWords(placed)).toEqual(words);
  });

  it.each([
    [air, 'Room: 55 % on the left, 20 % on the right. The handle points into the room.'],
    [
      { ...air, left: 0.1, right: 0.6 },
      'Room: 10 % on the left, 60 % on the right. The handle points at the near edge.',
    ],
    [{ ...air, left: 0.4, right: 0.41 }, 'Room: 40 % on the left, 41 % on the right. It looks neither way.'],
  ])('room of %o', (placed, words) => {
    expect(inWords(placed).endsWith(words)).toBe(true);
  });
});
