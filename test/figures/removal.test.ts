import { describe, expect, it } from 'vitest';
import { grown, signedDistance } from '../../src/islands/figures/removal/distance.ts';
import { remainsOf } from '../../src/islands/figures/removal/remains.ts';
import { repair, selected, type Selection } from '../../src/islands/figures/removal/repair.ts';
import { difference, tinted } from '../../src/islands/figures/removal/views.ts';
import { inWords } from '../../src/islands/figures/removal/words.ts';
import { zonesOf } from '../../src/islands/figures/removal/zones.ts';
import { farthest, grey, valueAt } from './pictures.ts';

describe('signed distance', () => {
  const n = 21;
  const square = Uint8Array.from({ length: n * n }, (_, i) => {
    const [x, y] = [i % n, Math.floor(i / n)];
    return x >= 6 && x <= 14 && y >= 6 && y <= 14 ? 1 : 0;
  });
  const distance = signedDistance(square, n, n);

  it.each([
    [10, 10, -4.5],
    [6, 10, -0.5],
    [5, 10, 0.5],
    [0, 10, 5.5],
    [2, 3, 4.5],
  ])('at (%i, %i) is %f px', (x, y, d) => {
    expect(distance[y * n + x]).toBeCloseTo(d, 5);
  });

  it.each([
    [0, 81],
    [-1, 49],
    [2, 165],
  ])('grown by %i px holds %i pixels', (by, count) => {
    expect(grown(distance, by).reduce((a, b) => a + b, 0)).toBe(count);
  });
});

// A dark block on a light desk; its shadow falls to the right, strong, then soft.
const [W, H] = [200, 140];
const isObject = (x: number, y: number) => x >= 60 && x < 100 && y >= 50 && y < 90;
const shade = (x: number, y: number) => (y < 50 || y >= 90 || x < 100 ? 0 : x < 120 ? 40 : x < 150 ? 8 : 0);
const clean = grey(W, H, (x) => 160 + (x % 7));
const scene = grey(W, H, (x, y) => (isObject(x, y) ? 30 : valueAt(clean, x, y) - shade(x, y)));
const mask = grey(W, H, (x, y) => (isObject(x, y) ? 255 : 0));
const zones = zonesOf(scene, clean, mask);

function outcome(choice: Selection) {
  const hole = selected(zones, choice, W, H);
  const result = repair(scene, clean, hole);
  return { hole, result, remains: remainsOf(clean, result, hole, zones) };
}
const whole = { object: true, shadow: true, softEnd: true };
const needed = outcome({ ...whole, edge: 4 }).remains.madeUp;

describe('zones', () => {
  it.each([
    [80, 70, 'object'],
    [110, 70, 'shadow'],
    [140, 70, 'softEnd'],
  ] as const)('(%i, %i) belongs to the %s alone', (x, y, name) => {
    const there = Object.entries(zones).filter(([, zone]: [string, Uint8Array]) => zone[y * W + x]);
    expect(there.map(([found]) => found)).toEqual([name]);
  });

  it('leaves sound ground out', () => {
    expect(Object.values(zones).some((zone: Uint8Array) => zone[20 * W + 20])).toBe(false);
  });
});

describe('what a selection leaves behind', () => {
  it('is nothing when object, shadow and soft end leave together', () => {
    const { result, remains } = outcome({ ...whole, edge: 4 });
    expect(farthest(result, clean)).toBeLessThanOrEqual(1);
    expect(remains).toMatchObject({ object: 0, shadow: 0, softEnd: 0 });
    expect(remains.stain).toBeLessThan(0.5);
    expect(inWords(remains, needed)).toMatch(
      /^Nothing is left behind\. 1\d\.\d % of the frame is made up\.$/,
    );
  });

  it('is the shadow, and a stain from it, when only the object is selected', () => {
    const { remains } = outcome({ object: true, shadow: false, softEnd: false, edge: 4 });
    expect(remains.object).toBe(0);
    expect(remains.shadow).toBeGreaterThan(30);
    expect(remains.softEnd).toBeGreaterThan(5);
    expect(remains.stain).toBeGreaterThan(3);
    expect(inWords(remains, needed)).toMatch(
      /^A shadow without an owner is left, 3\d levels darker than the wood\. The soft end of the shadow is left, \d levels darker\. The fill is off by \d+ levels/,
    );
  });

  it('is a rim that stains the fill when the selection is too tight', () => {
    const { remains } = outcome({ object: true, shadow: false, softEnd: false, edge: -6 });
    expect(remains.object).toBeGreaterThan(0.3);
    expect(remains.stain).toBeGreaterThan(80);
    expect(inWords(remains, needed)).toMatch(/^A rim of the object is left, \d\d\.\d % of it\./);
  });

  it('is nothing but a high price when it is too wide', () => {
    const { remains } = outcome({ ...whole, edge: 30 });
    expect(inWords(remains, needed)).toMatch(
      /^Nothing is left behind, but \d\d\.\d % of the frame is made up, 1\d\.\d % would do\./,
    );
  });

  it('is everything while nothing is selected', () => {
    const { result, remains } = outcome({ object: false, shadow: false, softEnd: false, edge: 4 });
    expect(farthest(result, scene)).toBe(0);
    expect(inWords(remains, needed)).toMatch(/^Nothing is selected yet/);
  });
});

describe('views', () => {
  it('lays a red film over the selection alone', () => {
    const film = tinted(
      grey(2, 1, () => 100),
      Uint8Array.of(1, 0),
    );
    expect([...film.data]).toEqual([161, 55, 69, 255, 100, 100, 100, 255]);
  });

  it('shows the difference six times as strong on middle grey', () => {
    const shown = difference(
      grey(3, 1, () => 100),
      grey(3, 1, (x) => [100, 90, 130][x]!),
    );
    expect([0, 1, 2].map((x) => valueAt(shown, x, 0))).toEqual([128, 68, 255]);
  });
});
