import { describe, expect, it } from 'vitest';
import { monotoneCurve } from '../../src/islands/figures/histogram/monotone.ts';
import { outline } from '../../src/islands/figures/histogram/outline.ts';
import { develop, type Tally } from '../../src/islands/figures/histogram/tally.ts';
import {
  movePoint,
  placeOf,
  transferTable,
  UNTOUCHED,
  withBlack,
  withWhite,
  type Tone,
} from '../../src/islands/figures/histogram/tone.ts';
import { percent, verdict } from '../../src/islands/figures/histogram/words.ts';

describe('monotoneCurve', () => {
  const curve = monotoneCurve([
    { x: 0, y: 0 },
    { x: 0.25, y: 0.1 },
    { x: 0.75, y: 0.9 },
    { x: 1, y: 1 },
  ]);

  it.each([
    [-1, 0],
    [0, 0],
    [0.25, 0.1],
    [0.5, 0.5],
    [0.75, 0.9],
    [1, 1],
    [2, 1],
  ])('passes %d at %d', (x, y) => expect(curve(x)).toBeCloseTo(y, 12));

  it('never turns back, not even beside a plateau', () => {
    const steep = monotoneCurve([
      { x: 0, y: 0 },
      { x: 0.4, y: 0.7 },
      { x: 0.5, y: 0.7 },
      { x: 1, y: 1 },
    ]);
    const values = Array.from({ length: 1001 }, (_, i) => steep(i / 1000));
    expect(values.every((value, i) => i === 0 || value >= values[i - 1]! - 1e-12)).toBe(true);
  });
});

describe('transferTable', () => {
  const tone = (change: Partial<Tone>): Tone => ({ ...UNTOUCHED, ...change });

  it.each<[string, Tone, number, number]>([
    ['untouched', UNTOUCHED, 0, 0],
    ['untouched', UNTOUCHED, 97, 97],
    ['untouched', UNTOUCHED, 255, 255],
    ['black 48', tone({ black: 48 }), 48, 0],
    ['black 48', tone({ black: 48 }), 20, 0],
    ['white 214', tone({ white: 214 }), 214, 255],
    ['white 214', tone({ white: 214 }), 107, 127.5],
    ['48 to 214', tone({ black: 48, white: 214 }), 131, 127.5],
    ['gamma 2', tone({ gamma: 2 }), 64, 255 * Math.sqrt(64 / 255)],
    ['gamma 0.5', tone({ gamma: 0.5 }), 128, 255 * (128 / 255) ** 2],
  ])('%s: %d', (_, settings, input, output) => {
    expect(transferTable(settings)[input]).toBeCloseTo(output, 3);
  });

  it('agrees with the place of a moved point', () => {
    const moved = movePoint(tone({ black: 40, white: 220, gamma: 1.3 }), 1, 120, 150);
    const place = placeOf(moved, 1);
    expect(place.input).toBeCloseTo(120, 9);
    expect(place.output).toBeCloseTo(150, 9);
    expect(transferTable(moved)[120]).toBeCloseTo(150, 3);
  });

  it('holds a point between its neighbours', () => {
    const { points } = movePoint(UNTOUCHED, 1, 0, 255);
    expect(points[1].x).toBeCloseTo(0.28, 9);
    expect(points[1].y).toBe(0.75);
  });

  it('keeps black and white 16 codes apart', () => {
    expect(withBlack(tone({ white: 100 }), 120).black).toBe(84);
    expect(withWhite(tone({ black: 200 }), 10).white).toBe(216);
    expect(withWhite(UNTOUCHED, 300).white).toBe(255);
  });
});

describe('develop', () => {
  const picture = (...pixels: [number, number, number][]): Uint8ClampedArray =>
    Uint8ClampedArray.from(pixels.flatMap(([r, g, b]) => [r, g, b, 255]));
  const run = (from: Uint8ClampedArray, tone: Tone, mark = false) => {
    const to = new Uint8ClampedArray(from.length);
    return { tally: develop(from, to, transferTable(tone), mark), to: [...to] };
  };

  it('counts luma, losses and the range in use', () => {
    const from = picture([0, 0, 40], [254, 255, 90], [100, 100, 100], [255, 0, 120]);
    const { tally, to } = run(from, UNTOUCHED);
    expect([...tally.luma].flatMap((count, code) => (count ? [[code, count]] : []))).toEqual([
      [3, 1],
      [63, 1],
      [100, 1],
      [243, 1],
    ]);
    expect(tally).toMatchObject({ blocked: 0.25, burnt: 0.25, darkest: 3, brightest: 243 });
    expect(to).toEqual([...from]);
  });

  it('paints burnt red, blocked blue and the rest grey', () => {
    const { to } = run(
      picture([20, 30, 10], [240, 245, 235], [128, 128, 128]),
      { ...UNTOUCHED, black: 40, white: 230 },
      true,
    );
    expect(to).toEqual([28, 84, 226, 255, 226, 38, 28, 255, 155, 155, 155, 255]);
  });
});

describe('words', () => {
  const tally = (darkest: number, brightest: number, blocked: number, burnt: number): Tally => ({
    luma: new Uint32Array(256),
    darkest,
    brightest,
    blocked,
    burnt,
  });

  it.each<[Tally, RegExp]>([
    [tally(52, 210, 0, 0), /^Flat/],
    [tally(52, 250, 0, 0), /^No black yet: the darkest tones stand at 52/],
    [tally(8, 210, 0, 0), /^No white yet: the brightest tones stand at 210/],
    [tally(8, 250, 0.001, 0.002), /^Full range/],
    [tally(0, 250, 0.031, 0), /^The shadows block: 3.1 %/],
    [tally(8, 255, 0, 0.12), /^The highlights burn: 12 %/],
    [tally(0, 255, 0.05, 0.05), /^Too hard at both ends: 5.0 % burnt, 5.0 % blocked/],
  ])('%o', (state, sentence) => expect(verdict(state)).toMatch(sentence));

  it.each([
    [0, '0.0 %'],
    [0.0004, 'under 0.1 %'],
    [0.0213, '2.1 %'],
    [0.0997, '10 %'],
    [0.5, '50 %'],
  ])('%d is %s', (share, text) => expect(percent(share)).toBe(text));
});

it('outline cuts the spikes at the ends, not the mountain', () => {
  const bins = new Uint32Array(256);
  bins[0] = 1000;
  bins[128] = 100;
  const path = outline(bins, 115);
  expect(path.startsWith('M0 115V0h1V115h1')).toBe(true);
  expect(path).toContain('V15h1');
  expect(path.endsWith('V115Z')).toBe(true);
});
