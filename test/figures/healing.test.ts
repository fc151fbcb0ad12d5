import { describe, expect, it } from 'vitest';
import { blemishesOnly, findBlemishes } from '../../src/islands/figures/healing/blemishes.ts';
import { meanLuma } from '../../src/islands/figures/healing/box-mean.ts';
import { fillMembrane } from '../../src/islands/figures/healing/membrane.ts';
import { begun, ledOn, painted } from '../../src/islands/figures/healing/paint.ts';
import { copyOf, type Pixels } from '../../src/islands/figures/healing/pixels.ts';
import { profile } from '../../src/islands/figures/healing/profile.ts';
import { clone, heal } from '../../src/islands/figures/healing/retouch.ts';
import { strokeAlong } from '../../src/islands/figures/healing/stroke.ts';
import { judge } from '../../src/islands/figures/healing/verdict.ts';
import { inWords } from '../../src/islands/figures/healing/words.ts';
import { farthest, grey, valueAt } from './pictures.ts';

describe('the membrane over a hole', () => {
  const disc = (n: number, r: number) =>
    Uint8Array.from({ length: n * n }, (_, i) =>
      Math.hypot((i % n) - n / 2, Math.floor(i / n) - n / 2) < r ? 1 : 0,
    );

  it.each([
    // name, size, radius, harmonic surface
    ['a constant', 64, 20, () => 90],
    ['a ramp', 64, 24, (x: number) => 3 * x],
    ['a ramp over a large hole', 320, 150, (x: number, y: number) => 0.4 * x + 0.3 * y],
    ['a saddle', 128, 50, (x: number, y: number) => ((x - 64) ** 2 - (y - 64) ** 2) / 40],
  ])('carries on %s', (_, n, r, surface) => {
    const truth = Float32Array.from({ length: n * n }, (_, i) => surface(i % n, Math.floor(i / n)));
    const hole = disc(n, r);
    const values = truth.map((v, i) => (hole[i] ? 999 : v));
    fillMembrane(values, hole, n, n);
    const error = values.reduce((most, v, i) => Math.max(most, Math.abs(v - truth[i]!)), 0);
    expect(error).toBeLessThan(1);
  });

  it('leaves what is known alone and fills a hole without a rim with zero', () => {
    const values = Float32Array.of(7, 7, 7, 7);
    fillMembrane(values, new Uint8Array(4), 2, 2);
    expect([...values]).toEqual([7, 7, 7, 7]);
    fillMembrane(values, new Uint8Array(4).fill(1), 2, 2);
    expect([...values]).toEqual([0, 0, 0, 0]);
  });
});

describe('a stroke', () => {
  it.each([
    // x, y, coverage of a dab of radius 10, hardness 0.5, at (20, 20)
    [20, 20, 1],
    [25, 20, 1],
    [20, 28, 0.352],
    [30, 20, 0],
  ])('covers (%i, %i) by %f', (x, y, coverage) => {
    const s = strokeAlong([{ x: 20, y: 20 }], 10, 0.5, 64, 64)!;
    expect(s.coverage[(y - s.y) * s.width + x - s.x]).toBeCloseTo(coverage, 3);
  });

  it('is clipped to the picture, and nothing beside it', () => {
    expect(strokeAlong([{ x: 0, y: 0 }], 5, 1, 20, 20)).toMatchObject({ x: 0, y: 0, width: 6, height: 6 });
    expect(strokeAlong([{ x: -30, y: 0 }], 5, 1, 20, 20)).toBeNull();
  });

  it('covers everything between two points', () => {
    const s = strokeAlong(
      [
        { x: 10, y: 10 },
        { x: 50, y: 10 },
      ],
      4,
      1,
      64,
      64,
    )!;
    for (let x = 10; x <= 50; x++) expect(s.coverage[(10 - s.y) * s.width + x - s.x]).toBe(1);
  });
});

// A sky that grows lighter downwards, with a dark speck: the case the lesson is about.
const sky = grey(120, 120, (_, y) => 60 + y);
const speck = (x: number, y: number) => Math.hypot(x - 60, y - 60) < 6;
const dusty = grey(120, 120, (x, y) => 60 + y - (speck(x, y) ? 40 : 0));
const dab = strokeAlong([{ x: 60, y: 60 }], 12, 1, 120, 120)!;

function retouched(tool: typeof clone, offset: { x: number; y: number }): Pixels {
  const picture = copyOf(dusty);
  tool(picture, dusty, dab, offset);
  return picture;
}

describe('clone and heal on a gradient', () => {
  it.each([
    ['clone from beside', clone, { x: 30, y: 0 }, 0],
    ['clone from 30 px above', clone, { x: 0, y: -30 }, -30],
    ['heal from beside', heal, { x: 30, y: 0 }, 0],
    ['heal from 30 px above', heal, { x: 0, y: -30 }, 0],
    ['heal from 40 px below', heal, { x: 0, y: 40 }, 0],
  ])('%s is off by %s', (_, tool, offset, off) => {
    const picture = retouched(tool, offset);
    expect(Math.abs(valueAt(picture, 60, 60) - valueAt(sky, 60, 60) - off)).toBeLessThanOrEqual(1);
  });

  it('leaves every pixel outside the brush alone', () => {
    const picture = retouched(heal, { x: 0, y: -30 });
    for (const [x, y] of [
      [60, 40],
      [80, 60],
      [47, 60],
    ] as const) {
      expect(valueAt(picture, x, y)).toBe(valueAt(dusty, x, y));
    }
  });

  it('keeps pixels whose source lies outside the picture', () => {
    expect(farthest(retouched(clone, { x: 0, y: -200 }), dusty)).toBe(0);
    expect(farthest(retouched(heal, { x: 0, y: -200 }), dusty)).toBe(0);
  });

  it('heals across an edge with a bleed, which a clone along the edge does not have', () => {
    const edge = grey(120, 120, (x) => (x < 62 ? 200 : 40));
    const spot = grey(120, 120, (x, y) => (speck(x, y) ? 10 : x < 62 ? 200 : 40));
    const off = (tool: typeof clone, offset: { x: number; y: number }) => {
      const picture = copyOf(spot);
      tool(picture, spot, dab, offset);
      return farthest(picture, edge);
    };
    expect(off(clone, { x: 0, y: 40 })).toBe(0);
    expect(off(heal, { x: -40, y: 0 })).toBeGreaterThan(60);
  });
});

describe('a stroke of the hand', () => {
  const start = begun(dusty, { x: 60, y: 60 }, { x: 60, y: 30 });

  it('keeps the way from the hand to the source', () => {
    expect(start.offset).toEqual({ x: 0, y: -30 });
    expect(ledOn(start, { x: 70, y: 60 }, 12).offset).toEqual({ x: 0, y: -30 });
  });

  it('grows by steps of a quarter of the radius', () => {
    expect(ledOn(start, { x: 62, y: 60 }, 12)).toBe(start);
    expect(ledOn(start, { x: 63, y: 60 }, 12).path).toEqual([
      { x: 60, y: 60 },
      { x: 63, y: 60 },
    ]);
  });

  it.each([
    ['clone', 30],
    ['heal', 0],
  ] as const)('by %s is off by %i levels and leaves the picture under it alone', (tool, off) => {
    const picture = painted(start, 12, tool);
    expect(Math.abs(valueAt(sky, 60, 60) - valueAt(picture, 60, 60) - off)).toBeLessThanOrEqual(1);
    expect(valueAt(dusty, 60, 60)).toBe(80);
  });
});

describe('finding the blemishes', () => {
  const noisy = grey(120, 120, (x, y) => 60 + y + (((x * 7 + y * 13) % 5) - 2));
  const two = grey(
    120,
    120,
    (x, y) => valueAt(noisy, x, y) - (speck(x, y) || speck(x + 40, y - 30) ? 40 : 0),
  );
  const marks = grey(120, 120, (x, y) =>
    speck(x, y) || speck(x + 40, y - 30) || (x === 3 && y === 4) ? 255 : 0,
  );
  const found = findBlemishes(marks, 3);

  it('names them from left to right and leaves out single pixels', () => {
    expect(found.list).toEqual([
      { label: 1, x: 20, y: 90, radius: 8 },
      { label: 2, x: 60, y: 60, radius: 8 },
    ]);
    expect(found.labels[60 * 120 + 60]).toBe(2);
    expect(found.labels[0]).toBe(0);
  });

  it('takes compression noise out of the rest', () => {
    const plain = blemishesOnly(sky, two, found);
    expect(valueAt(plain, 3, 4)).toBe(valueAt(sky, 3, 4));
    expect(valueAt(plain, 60, 60)).toBe(valueAt(two, 60, 60));
  });
});

describe('the verdict', () => {
  const blemishes = findBlemishes(
    grey(120, 120, (x, y) => (speck(x, y) ? 255 : 0)),
    3,
  );
  const mixed = copyOf(dusty);
  heal(mixed, dusty, strokeAlong([{ x: 60, y: 60 }], 12, 1, 120, 120)!, { x: 0, y: -30 });
  const elsewhere = copyOf(dusty);
  clone(elsewhere, dusty, strokeAlong([{ x: 20, y: 20 }], 8, 1, 120, 120)!, { x: 0, y: 60 });

  it.each([
    ['untouched', dusty, 'untouched', 0, '0 of 1 healed.'],
    ['the clean plate', sky, 'healed', 0, 'All 1 healed.'],
    ['healed from above', mixed, 'healed', 0, 'All 1 healed.'],
    [
      'cloned from above',
      retouched(clone, { x: 0, y: -30 }),
      'darker',
      0.01139,
      '0 of 1 healed. Blemish 1: a patch 30 levels too dark is left. 1.1 % of the frame was sound and is changed now.',
    ],
    [
      'stamped beside it',
      elsewhere,
      'untouched',
      0.0134,
      '0 of 1 healed. 1.4 % of the frame was sound and is changed now.',
    ],
  ])('on %s', (_, picture, state, harmed, words) => {
    const verdict = judge(sky, dusty, picture, blemishes);
    expect(verdict.spots[0]!.state).toBe(state);
    expect(verdict.harmed).toBeCloseTo(harmed, 3);
    expect(inWords(verdict)).toBe(words);
  });
});

describe('means and profiles', () => {
  it('averages over whole boxes, fewer pixels at the border', () => {
    const picture = grey(5, 1, (x) => 10 * x);
    expect([...meanLuma(picture, 1)].map(Math.round)).toEqual([5, 10, 20, 30, 35]);
  });

  it('reads the tone from top to bottom, clipped to the picture', () => {
    expect(profile(sky, 60, -5, 2).map(Math.round)).toEqual([60, 61, 62]);
  });
});
