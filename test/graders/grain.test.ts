import { describe, expect, it } from 'vitest';
import { grainDistance, grainFinding } from '#graders/criteria/grain.ts';
import type { Cells } from '#graders/metrics/cells.ts';
import { measureGrain } from '#graders/metrics/grain.ts';
import { randomFrom } from '#test/support/scene.ts';

const SIDE = 16;

/** A grid of cells of that lightness, without colour. */
function cells(lightness: (x: number, y: number) => number): Cells {
  const lab = new Float32Array(SIDE * SIDE * 3);
  for (let i = 0; i < SIDE * SIDE; i++) lab[3 * i] = lightness(i % SIDE, Math.floor(i / SIDE));
  return { columns: SIDE, rows: SIDE, lab };
}

/** Every second pair of cells lighter by 4 L*: a second difference of 8 over two cells. */
const wave = (at: number): number => 50 + (at % 4 < 2 ? 2 : -2);
const FLAT = Math.log2(0.02);
const WAVE = Math.log2(64 + 0.02);
const random = randomFrom(3);
const noise = Float32Array.from({ length: SIDE * SIDE }, () => random() - 0.5);

describe('grain of cells in the two directions', () => {
  it.each<[string, (x: number, y: number) => number, number, number]>([
    ['flat', () => 50, FLAT, FLAT],
    ['a slope', (x, y) => 20 + 2 * x + y, FLAT, FLAT],
    ['stripes that change sideways', (x) => wave(x), WAVE, FLAT],
    ['stripes that change downwards', (_, y) => wave(y), FLAT, WAVE],
    ['both, taking turns', (x, y) => wave(x) + wave(y) - 50, WAVE, WAVE],
  ])('%s', (_, lightness, sideways, upDown) => {
    const found = measureGrain(cells(lightness), null)!;
    expect(found.sideways).toBeCloseTo(sideways, 3);
    expect(found.upDown).toBeCloseTo(upDown, 3);
  });

  it('half the texture is two octaves less', () => {
    const full = measureGrain(
      cells((x, y) => 50 + 20 * noise[y * SIDE + x]!),
      null,
    )!;
    const half = measureGrain(
      cells((x, y) => 50 + 10 * noise[y * SIDE + x]!),
      null,
    )!;
    expect(full.sideways - half.sideways).toBeCloseTo(2, 2);
    expect(full.upDown - half.upDown).toBeCloseTo(2, 2);
  });

  it('looks at nothing but cells that lie wholly inside', () => {
    const inside = Float32Array.from({ length: SIDE * SIDE }, (_, i) => (i % SIDE < 8 ? 1 : 0.9));
    const left = cells((x) => (x < 8 ? 50 : wave(x)));
    expect(measureGrain(left, inside)!.sideways).toBeCloseTo(FLAT, 3);
  });

  it('says nothing of a region with fewer than twelve differences', () => {
    const inside = Float32Array.from({ length: SIDE * SIDE }, (_, i) => (i < 6 ? 1 : 0));
    expect(measureGrain(cells(wave), inside)).toBeNull();
  });
});

describe('what grain is said to be', () => {
  it.each<[string, number, number, number, string]>([
    ['alike', 0.2, -0.1, 0.2, 'detail.grain-rough'],
    ['dragged sideways', -3.8, -0.6, 3.8, 'detail.dragged-sideways'],
    ['dragged down', 0.6, -7.8, 7.8, 'detail.dragged-down'],
    ['flat', -4, -3, 4, 'detail.grain-flat'],
    ['rough', 2.5, 1, 2.5, 'detail.grain-rough'],
  ])('%s', (_, sideways, upDown, distance, code) => {
    const off = { sideways, upDown };
    expect([grainDistance(off), grainFinding(off).code]).toEqual([distance, code]);
  });
});
