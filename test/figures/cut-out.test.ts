import { describe, expect, it } from 'vitest';
import { decontaminated, laidOn, type Colour } from '../../src/islands/figures/cut-out/composite.ts';
import { maskOf, outlineDistance, shaped, type Mask } from '../../src/islands/figures/cut-out/mask.ts';
import { rimOf } from '../../src/islands/figures/cut-out/rim.ts';
import { inWords } from '../../src/islands/figures/cut-out/words.ts';
import { grey, valueAt } from './pictures.ts';

// A disc of radius 20.3 with an edge one pixel wide: dark product, pale paper.
const SIZE = 61;
const RADIUS = 20.3;
const truth: Mask = {
  width: SIZE,
  height: SIZE,
  data: Float32Array.from({ length: SIZE * SIZE }, (_, i) => {
    const r = Math.hypot((i % SIZE) - 30, Math.floor(i / SIZE) - 30);
    return Math.min(1, Math.max(0, RADIUS + 0.5 - r));
  }),
};
const distance = outlineDistance(truth);
const own = grey(SIZE, SIZE, () => 60);
const photograph = laidOn(own, truth, [210, 210, 210]);
const BLACK: Colour = [12, 12, 12];
const WHITE: Colour = [255, 255, 255];

function looked(shift: number, soften: number, clean: number, ground: Colour) {
  const mask = shaped(distance, shift, soften);
  return rimOf(mask, truth, distance, decontaminated(photograph, own, clean), own, ground);
}

describe('distance to the outline', () => {
  it.each([
    [33, 30, -17.3],
    [40, 30, -10.3],
    [50, 30, -0.3],
    [51, 30, 0.7],
    [44, 44, -0.5],
    [60, 30, 9.7],
  ])('at (%i, %i) is %f px', (x, y, px) => {
    expect(Math.abs(distance.data[y * SIZE + x]! - px)).toBeLessThan(0.15);
  });
});

describe('a mask', () => {
  it('as selected is the true coverage', () => {
    const mask = shaped(distance, 0, 0);
    const worst = mask.data.reduce((most, a, i) => Math.max(most, Math.abs(a - truth.data[i]!)), 0);
    expect(worst).toBeLessThan(0.15);
  });

  it.each([
    [-2, 0],
    [-1, 0],
    [1, 0],
    [-1, 1.5],
  ])('shifted by %f px and softened by %f has moved by as much', (shift, soften) => {
    expect(Math.abs(looked(shift, soften, 1, BLACK).outline - shift)).toBeLessThan(0.15);
  });

  it('softened runs from solid to clear over more pixels', () => {
    const partial = (mask: Mask) => mask.data.filter((a) => a > 0.02 && a < 0.98).length;
    expect(partial(shaped(distance, 0, 2)) / partial(shaped(distance, 0, 0))).toBeGreaterThan(4);
  });

  it('is read from a grey picture', () => {
    expect([...maskOf(grey(3, 1, (x) => [0, 51, 255][x]!)).data].map((a) => a.toFixed(1))).toEqual([
      '0.0',
      '0.2',
      '1.0',
    ]);
  });
});

describe('the rim', () => {
  const PAPER: Colour = [210, 210, 210];

  it('of the true mask with the photograph’s colours is pale on black, and nothing on its paper', () => {
    const [onBlack, onPaper] = [looked(0, 0, 0, BLACK), looked(0, 0, 0, PAPER)];
    expect(onBlack.pale).toBeGreaterThan(0.05);
    expect(onBlack.levels).toBeGreaterThan(8);
    expect(onPaper).toMatchObject({ pale: 0, dark: 0, levels: 0 });
  });

  it.each([
    ['black', BLACK],
    ['white', WHITE],
    ['orange', [236, 108, 20] as const],
  ])('repainted is clean on %s', (_, ground) =>
    expect(looked(0, 0, 1, ground)).toMatchObject({ pale: 0, dark: 0 }),
  );

  it('a pixel too wide is paler on more of the edge, a choke takes the line away', () => {
    const [wide, exact, choked] = [1, 0, -1].map((shift) => looked(shift, 0, 0, BLACK).pale) as [
      number,
      number,
      number,
    ];
    expect(wide).toBeGreaterThan(1.5 * exact);
    expect(choked).toBe(0);
  });

  it('of a pale product multiplied by black is a dark line on white', () => {
    const pale = grey(SIZE, SIZE, () => 230);
    const black = laidOn(pale, truth, [0, 0, 0]);
    expect(rimOf(truth, truth, distance, black, pale, WHITE).dark).toBeGreaterThan(0.05);
  });
});

describe('composites', () => {
  const half: Mask = { width: 1, height: 1, data: Float32Array.of(0.5) };
  it.each<[string, Colour | null, number]>([
    ['on white', WHITE, 178],
    ['on black', [0, 0, 0], 50],
    ['the mask alone', null, 128],
  ])('half covered %s', (_, ground, code) => {
    expect(
      valueAt(
        laidOn(
          grey(1, 1, () => 100),
          half,
          ground,
        ),
        0,
        0,
      ),
    ).toBe(code);
  });
});

describe('in words', () => {
  it.each([
    [
      { outline: 0, pale: 0.3, dark: 0, levels: 22 },
      0,
      'black',
      'On black: a pale line along the edge, 22 levels lighter than product and ground.',
    ],
    [{ outline: 0.1, pale: 0.01, dark: 0, levels: 9 }, 0, 'white', 'On white no line shows along the edge.'],
    [
      { outline: -1, pale: 0, dark: 0.1, levels: 9 },
      0.5,
      'orange',
      'On orange: a dark line along the edge, 9 levels darker than product and ground. The product has lost 1.0 px all round, and a rod loses that on both sides.',
    ],
    [
      { outline: 0.6, pale: 0, dark: 0, levels: 0 },
      2,
      'black',
      'On black no line shows along the edge. The mask reaches 0.6 px into the background. A hard edge has gone soft: the product looks out of focus.',
    ],
  ])('%o', (rim, soften, ground, words) => expect(inWords(rim, soften, ground)).toBe(words));
});
