import { describe, expect, it } from 'vitest';
import { fineStructure } from '#graders/metrics/fine-structure.ts';
import { halfLuma } from '#graders/metrics/half-luma.ts';
import { measureLuma } from '#graders/metrics/luma.ts';
import { C2 } from '#graders/metrics/ssim-formula.ts';
import type { Raster } from '#graders/pixels/types.ts';
import { edited, scene } from '#test/support/scene.ts';

/** Grey by a function of the place. */
function grey(width: number, height: number, of: (x: number, y: number) => number): Raster {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) data.fill(of(i % width, Math.floor(i / width)), i * 3, i * 3 + 3);
  return { width, height, data };
}

/** Stripes two pixels wide, 100 ± 20: at half the size one pixel wide, with a variance of 400. */
const stripes = grey(16, 16, (x) => ((x >> 1) % 2 === 0 ? 80 : 120));
const flat = grey(16, 16, () => 100);
const turned = grey(16, 16, (x) => ((x >> 1) % 2 === 0 ? 120 : 80));
const lighter = grey(16, 16, (x) => ((x >> 1) % 2 === 0 ? 90 : 130));
const doubled = grey(16, 16, (x) => ((x >> 1) % 2 === 0 ? 60 : 140));

describe('the inside of cells', () => {
  it.each<[string, Raster, number, number]>([
    ['itself', stripes, 0, 400],
    ['the same, lighter', lighter, 0, 400],
    ['gone flat', flat, 1 - C2 / (400 + C2), 0],
    ['the other way round', turned, 1 - (C2 - 800) / (800 + C2), 400],
    ['with twice the contrast', doubled, 1 - (2 * 800 + C2) / (2000 + C2), 1600],
  ])('%s', (_, picture, unlike, energy) => {
    const found = fineStructure(picture, halfLuma(stripes));
    expect(found.unlike).toHaveLength(4);
    for (const value of found.unlike) expect(value).toBeCloseTo(unlike, 6);
    for (const value of found.energy) expect(value).toBeCloseTo(energy, 3);
    for (const value of found.targetEnergy) expect(value).toBeCloseTo(400, 3);
  });

  it('leaves out cells that the border cuts off', () => {
    const odd = scene(3, 21, 19);
    const other = edited(odd, () => [0, 0, 0]);
    const { unlike } = fineStructure(other, halfLuma(odd));
    expect(unlike).toHaveLength(9);
    expect([...unlike].map((value, i) => (value === 0 ? -1 : i)).filter((i) => i >= 0)).toEqual([0, 1, 3, 4]);
  });

  it('measures one row of cells in four of a large picture, which stands for the next three', () => {
    const rows = grey(2600, 4000, (_, y) => (Math.floor(y / 32) * 16) % 200);
    const noisy = edited(rows, ([r, g, b], x, y) => [r + (((x >> 1) + (y >> 1)) % 2) * 30, g, b]);
    const { unlike } = fineStructure(noisy, halfLuma(rows));
    for (let row = 0; row < 500; row++) expect(unlike[row * 325]).toBe(unlike[(row - (row % 4)) * 325]);
    expect(unlike[0]).toBeGreaterThan(0);
  });

  it('refuses another size', () => {
    expect(() => fineStructure(stripes, halfLuma(scene(3, 32, 16)))).toThrow('Expected half of 16×16');
  });
});

describe('luma at half the size', () => {
  it('is the mean of 2×2, within a rounding', () => {
    const picture = scene(4, 33, 17);
    const whole = measureLuma(picture);
    const half = halfLuma(picture);
    expect([half.width, half.height]).toEqual([16, 8]);
    for (let y = 0; y < 8; y++)
      for (let x = 0; x < 16; x++) {
        const i = 2 * y * 33 + 2 * x;
        const mean = [i, i + 1, i + 33, i + 34].reduce((sum, k) => sum + whole.data[k]!, 0) / 4;
        expect(Math.abs(half.data[y * 16 + x]! - mean)).toBeLessThanOrEqual(1);
      }
  });
});
