import { describe, expect, it } from 'vitest';
import { noiseIn, profileAcross, readEdge } from '../../src/islands/figures/sharpening/edge.ts';
import { unsharp } from '../../src/islands/figures/sharpening/unsharp.ts';
import { inWords } from '../../src/islands/figures/sharpening/words.ts';
import { farthest, grey, valueAt } from './pictures.ts';

// A soft step from 200 to 80: the error function of a blur of 1.5 px, edge between columns 19 and 20.
const [W, H] = [40, 12];
const step = (x: number) => 140 - 60 * Math.tanh((x - 19.5) / 1.9);
const soft = grey(W, H, step);
const stretch = { left: 4, right: 36, top: 2, bottom: 10 };
const before = profileAcross(soft, stretch);
const reading = (mask: { radius: number; amount: number; threshold: number }) =>
  readEdge(profileAcross(unsharp(soft, mask), stretch), before);

describe('an unsharp mask', () => {
  it.each([
    ['no amount', { radius: 2, amount: 0, threshold: 0 }],
    ['a threshold above every difference', { radius: 2, amount: 300, threshold: 90 }],
  ])('with %s changes nothing', (_, mask) => {
    expect(farthest(unsharp(soft, mask), soft)).toBe(0);
  });

  it('leaves a plain wall alone, and alpha', () => {
    const wall = grey(20, 20, () => 117);
    expect(unsharp(wall, { radius: 3, amount: 400, threshold: 0 }).data).toEqual(wall.data);
  });

  it('adds the difference to a Gaussian: a single bright pixel', () => {
    const dot = grey(21, 21, (x, y) => (x === 10 && y === 10 ? 200 : 100));
    // The kernel's middle is 0.3992² of the dot for a standard deviation of 1.
    expect(valueAt(unsharp(dot, { radius: 1, amount: 50, threshold: 0 }), 10, 10)).toBe(242);
  });
});

describe('the edge', () => {
  it('as it came has no line beside it', () => {
    expect(readEdge(before, before)).toMatchObject({ light: 0, dark: 0, width: 0 });
    expect(readEdge(before, before).rise).toBeCloseTo(4.385, 3);
  });

  it.each([
    // radius, amount: amount decides how strong the line is, radius how wide
    [1.4, 60],
    [1.4, 120],
    [1.4, 240],
    [4, 120],
  ])('sharpened by %f px, by %i per cent is steeper and overshoots on both sides alike', (radius, amount) => {
    const now = reading({ radius, amount, threshold: 0 });
    expect(now.rise).toBeLessThan(readEdge(before, before).rise);
    expect(Math.abs(now.light - now.dark)).toBeLessThan(1.5);
  });

  it('shoots further with the amount, and wider with the radius', () => {
    const [weak, strong, wide] = [
      reading({ radius: 1.4, amount: 60, threshold: 0 }),
      reading({ radius: 1.4, amount: 240, threshold: 0 }),
      reading({ radius: 4, amount: 60, threshold: 0 }),
    ];
    expect(strong.light).toBeGreaterThan(2.5 * weak.light);
    expect(wide.width).toBeGreaterThan(weak.width);
  });

  it('is read the same when it climbs instead of falling', () => {
    const other = readEdge([...before].reverse(), [...before].reverse());
    expect(other.rise).toBeCloseTo(readEdge(before, before).rise, 6);
  });
});

describe('noise', () => {
  const wall = grey(30, 30, (x, y) => ((x + y) % 2 ? 102 : 98));
  const patch = { left: 5, right: 25, top: 5, bottom: 25 };

  it('is the deviation of the patch', () => {
    expect(noiseIn(wall, patch)).toBeCloseTo(2, 6);
  });

  it.each([
    [0, 2],
    [3, 1],
  ])('under 100 per cent with a threshold of %i becomes × %i', (threshold, times) => {
    const now = noiseIn(unsharp(wall, { radius: 2, amount: 100, threshold }), patch);
    expect(now / noiseIn(wall, patch)).toBeCloseTo(times, 1);
  });
});

describe('in words', () => {
  const as = (rise: number, dark: number, light: number, width = 3) => ({ rise, dark, light, width });
  const untouched = as(4.2, 0, 0, 0);
  it.each([
    [untouched, 1, 'The edge climbs in 4.2 px, 4.2 before: still soft.'],
    [as(2.8, 7, 3), 1.4, 'The edge climbs in 2.8 px, 4.2 before, and no line beside it can be seen: crisp.'],
    [
      as(2.5, 4, 12),
      1.9,
      'The edge climbs in 2.5 px, 4.2 before; a light line of 12 levels, 3 px wide, begins to show.',
    ],
    [
      as(2, 30, 20),
      3.14,
      'The edge climbs in 2.0 px, 4.2 before; a dark line of 30 levels, 3 px wide, runs beside it: crunchy. The wall has 3.1 times its noise.',
    ],
  ])('%o', (now, noise, words) => {
    expect(inWords(now, untouched, noise)).toBe(words);
  });
});
