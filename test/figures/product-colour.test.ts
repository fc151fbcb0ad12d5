import { describe, expect, it } from 'vitest';
import type { Pixels } from '../../src/islands/figures/healing/pixels.ts';
import { readingsOf } from '../../src/islands/figures/product-colour/readings.ts';
import {
  gainsBetween,
  linearOf,
  meanAt,
  recolour,
  type Way,
} from '../../src/islands/figures/product-colour/recolour.ts';
import { inWords } from '../../src/islands/figures/product-colour/words.ts';
import { grey, valueAt } from './pictures.ts';

// A blue-grey surface, 40 px wide, that falls off from left to right; grey ground on both sides.
const [W, H] = [80, 40];
const onSurface = (x: number) => x >= 20 && x < 60;
const surface = (x: number): [number, number, number] => {
  const light = 1.4 - (x - 20) / 40;
  return [80 * light, 100 * light, 115 * light];
};
const file: Pixels = { width: W, height: H, data: new Uint8ClampedArray(4 * W * H) };
for (let i = 0; i < W * H; i++) {
  const x = i % W;
  file.data.set([...(onSurface(x) ? surface(x) : ([150, 150, 150] as const)), 255], 4 * i);
}
const mask = grey(W, H, (x) => (onSurface(x) ? 255 : 0));

const BRAND = '#8A4B3C';
const target = linearOf(BRAND);
const front = { x: 36 / 79, y: 0.5 };
const gains = gainsBetween(meanAt(file, front, 1), target);
const after = (way: Way, strength: number) => recolour(file, mask, way, { gains, target }, strength);
const read = (way: Way, strength: number, place = front) =>
  readingsOf(file, after(way, strength), mask, place, 1, target);

describe('three ways to a colour', () => {
  it.each<[Way, number, number, [least: number, most: number], number]>([
    ['gains', 1, 0.5, [0.9, 1.1], 0],
    ['everything', 1, 0.5, [0.9, 1.1], 1],
    ['fill', 1, 0.5, [0, 0.01], 0],
  ])('%s at %f: off by at most %f', (way, strength, off, [least, most], harmed) => {
    const readings = read(way, strength);
    expect(readings.off).toBeLessThanOrEqual(off);
    expect(readings.shading).toBeGreaterThanOrEqual(least);
    expect(readings.shading).toBeLessThanOrEqual(most);
    expect(readings.harmed).toBeCloseTo(harmed, 5);
  });

  it.each<Way>(['gains', 'everything', 'fill'])('%s at 0 changes nothing', (way) => {
    expect([...after(way, 0).data]).toEqual([...file.data]);
  });

  it('half way is off, and so is half as much again', () => {
    expect(read('gains', 0.5).off).toBeGreaterThan(8);
    expect(read('gains', 1.5).off).toBeGreaterThan(8);
  });

  it('the number belongs to the front: elsewhere the light changes it', () => {
    expect(read('gains', 1, { x: 23 / 79, y: 0.5 }).off).toBeGreaterThan(5);
    expect(read('fill', 1, { x: 23 / 79, y: 0.5 }).off).toBeLessThan(0.5);
  });

  it('mixes by coverage along a soft edge', () => {
    const soft = grey(W, H, (x) => (onSurface(x) ? 128 : 0));
    const mixed = recolour(file, soft, 'fill', { gains, target }, 1);
    expect(valueAt(mixed, 30, 5)).toBe(Math.round(surface(30)[0] + (128 / 255) * (138 - surface(30)[0])));
  });

  it('names the colour it reads', () => {
    expect(read('fill', 1).hex).toBe(BRAND);
  });
});

describe('in words', () => {
  it.each<[Way, number, string, RegExp]>([
    ['gains', 1, 'front', /^On the front it is the brand's colour, ΔE 0\.\d\.$/],
    ['gains', 0, 'front', /^On the front it is another colour/],
    [
      'everything',
      1,
      'front',
      /^100 % of what is not the product changed with it\. On the front it is the brand/,
    ],
    [
      'fill',
      1,
      'front',
      /^The form is gone: only 0 % of the light and shade is left\. On the front it is the brand/,
    ],
  ])('%s at %f, on the %s', (way, strength, where, words) => {
    expect(inWords(read(way, strength), where, where === 'front')).toMatch(words);
  });

  it('explains why another place reads another number', () => {
    expect(inWords(read('gains', 1, { x: 23 / 79, y: 0.5 }), 'lit side', false)).toMatch(/as it should be/);
    expect(inWords(read('fill', 1, { x: 23 / 79, y: 0.5 }), 'lit side', false)).toMatch(/though the light/);
  });
});
