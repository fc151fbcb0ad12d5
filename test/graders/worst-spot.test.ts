import { describe, expect, it } from 'vitest';
import { protectFinding, spotPlace } from '#graders/criteria/protect-remarks.ts';
import type { Measurement, Verdict } from '#graders/criteria/types.ts';
import { standsOut, worstSpot } from '#graders/criteria/worst-spot.ts';

/** 40 × 24 cells with a texture of variance 100, alike but where told. */
const [COLUMNS, ROWS] = [40, 24];
const FRAME = { width: COLUMNS * 8, height: ROWS * 8 };
const TEXTURED = 36;

function inside(changed: (x: number, y: number) => { unlike: number; energy: number } | null) {
  const size = COLUMNS * ROWS;
  const out = {
    unlike: new Float32Array(size),
    energy: new Float32Array(size).fill(100),
    targetEnergy: new Float32Array(size).fill(100),
  };
  for (let i = 0; i < size; i++) {
    const found = changed(i % COLUMNS, Math.floor(i / COLUMNS));
    if (found) [out.unlike[i], out.energy[i]] = [found.unlike, found.energy];
  }
  return out;
}
const everywhere = new Float32Array(COLUMNS * ROWS).fill(1);
const soft = { unlike: 0.5, energy: 25 };

describe('the worst square of 128 pixels', () => {
  it.each([
    ['nothing', () => null, 0, 1, null],
    [
      'one that fits a square',
      (x: number, y: number) => (x >= 8 && x < 24 && y >= 8 ? soft : null),
      0.5,
      0.25,
      { x: 64, y: 64, width: 128, height: 128 },
    ],
    [
      'a quarter of one',
      (x: number, y: number) => (x >= 16 && x < 24 && y >= 16 ? soft : null),
      0.125,
      (192 * 100 + 64 * 25) / 25600,
      { x: 64, y: 64, width: 128, height: 128 },
    ],
  ])('%s', (_, changed, unlike, energy, box) => {
    const spot = worstSpot(inside(changed), everywhere, COLUMNS, TEXTURED, FRAME);
    expect(spot.unlike).toBeCloseTo(unlike, 6);
    expect(spot.energy).toBeCloseTo(energy, 6);
    expect(spot.box).toEqual(box);
  });

  it('looks at protected cells alone', () => {
    const outside = everywhere.map((_, i) => (i % COLUMNS < 20 ? 0 : 1));
    const changed = inside((x) => (x < 20 ? soft : null));
    expect(worstSpot(changed, outside, COLUMNS, TEXTURED, FRAME).unlike).toBe(0);
  });

  it.each([
    [1, 0],
    [2, 0.5],
  ])('with %i of 8 columns of texture it is %f: a quarter is enough', (textured, unlike) => {
    const found = inside(() => soft);
    const targetEnergy = found.targetEnergy.map((_, i) => ((i % COLUMNS) % 8 < textured ? 100 : 10));
    const spot = worstSpot({ ...found, targetEnergy }, everywhere, COLUMNS, TEXTURED, FRAME);
    expect(spot.unlike).toBeCloseTo(unlike, 6);
  });

  it('lies within the frame at its right and bottom', () => {
    const frame = { width: COLUMNS * 8 - 5, height: ROWS * 8 - 3 };
    const { box } = worstSpot(
      inside((x, y) => (x >= 32 && y >= 16 ? soft : null)),
      everywhere,
      COLUMNS,
      TEXTURED,
      frame,
    );
    expect(box!.x + box!.width).toBeLessThanOrEqual(frame.width);
    expect(box!.y + box!.height).toBeLessThanOrEqual(frame.height);
  });

  it.each([
    [0.5, 0.02, true],
    [0.2, 0.06, false],
    [0, 0, false],
  ])('%f beside a mean of %f stands out: %s', (spot, mean, is) => expect(standsOut(spot, mean)).toBe(is));
});

describe('what is told of it', () => {
  const told = (spotEnergy: number, { pass = false, unlike = 0.01 } = {}) =>
    protectFinding(
      {
        facts: {
          spot: 0.3,
          spotEnergy,
          unlike,
          energy: 0.99,
          places: 0,
          most: 0,
          share: 0,
          mean: 0.1,
          recoloured: 0,
          local: 0,
        },
      } as unknown as Measurement,
      {
        score: pass ? 93 : 20,
        pass,
        terms: { outside: 100, drift: 100, texture: 95, mark: 100, spot: pass ? 93 : 20 },
      } as unknown as Verdict,
    );

  it.each([
    [0.25, 'protect.spot-softer', 50],
    [1.96, 'protect.spot-rougher', 40],
    [1, 'protect.spot-redrawn', 30],
  ])('an energy of %f: %s by %i %%', (energy, code, amount) =>
    expect(told(energy)).toEqual([{ code, params: { amount } }]),
  );

  it('a little of it is no reason to send anything back', () =>
    expect(told(0.25, { pass: true })).toEqual([{ code: 'protect.slight-spot', params: {} }]));

  it('what is everywhere is told of everything', () =>
    expect(told(0.25, { unlike: 0.15 })[0]!.code).toBe('protect.redrawn'));

  it('its place says what became of it', () => {
    const box = { x: 0, y: 64, width: 128, height: 128 };
    expect(spotPlace({ unlike: 0.3, energy: 0.25, box })).toEqual({
      ...box,
      value: 0.3,
      code: 'protect.place-softer',
      params: { amount: 50 },
    });
  });
});
