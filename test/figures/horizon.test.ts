import { describe, expect, it } from 'vitest';
import {
  driftAcross,
  inscribedScale,
  keptShare,
  tenth,
  turnToLevel,
} from '../../src/islands/figures/horizon/straighten.ts';
import { inWords, tiltInWords } from '../../src/islands/figures/horizon/words.ts';

/** The corners of the crop, turned back into the picture's own axes, must lie inside it. */
function corners(width: number, height: number, degrees: number): [number, number][] {
  const scale = inscribedScale(width, height, degrees);
  const t = (degrees * Math.PI) / 180;
  return [
    [1, 1],
    [1, -1],
  ].map(([a, b]) => {
    const [x, y] = [(a! * width * scale) / 2, (b! * height * scale) / 2];
    return [Math.abs(x * Math.cos(t) + y * Math.sin(t)), Math.abs(y * Math.cos(t) - x * Math.sin(t))];
  });
}

describe('the largest crop of the same shape', () => {
  it.each([
    // width, height, degrees, scale
    [1800, 1200, 0, 1],
    [1800, 1200, 1, 0.9746],
    [1800, 1200, -1, 0.9746],
    [1800, 1200, 2.7, 0.935],
    [1200, 1800, 2.7, 0.935],
    [1800, 1200, 5, 0.8874],
    [1000, 1000, 45, 0.7071],
    [1800, 1200, 90, 0.6667],
  ])('%i × %i turned by %f° keeps %f of the width', (width, height, degrees, scale) => {
    expect(inscribedScale(width, height, degrees)).toBeCloseTo(scale, 4);
    const reached = corners(width, height, degrees);
    for (const [x, y] of reached) {
      expect(x).toBeLessThanOrEqual(width / 2 + 1e-6);
      expect(y).toBeLessThanOrEqual(height / 2 + 1e-6);
    }
    const slack = Math.min(...reached.flatMap(([x, y]) => [width / 2 - x, height / 2 - y]));
    expect(slack, 'one corner touches the border').toBeCloseTo(0, 6);
  });

  it.each([
    [0.5, 0.9744],
    [2.7, 0.8742],
    [5, 0.7874],
  ])('%f° on 3:2 leaves %f of the area', (degrees, share) => {
    expect(keptShare(1800, 1200, degrees)).toBeCloseTo(share, 4);
  });
});

describe('a line drawn along the horizon', () => {
  it.each([
    // x, y of the far end, the turn that levels it
    [100, 0, 0],
    [-100, 0, 0],
    [100, 5, -2.86],
    [-100, -5, -2.86],
    [100, -5, 2.86],
    [5, 100, 2.86],
    [-5, -100, 2.86],
    [-5, 100, -2.86],
    [0, 100, 0],
  ])('to (%i, %i) asks for %f°', (x, y, turn) => {
    expect(turnToLevel({ x: 0, y: 0 }, { x, y })).toBeCloseTo(turn, 2);
  });

  it('that is a point asks for nothing', () => {
    expect(turnToLevel({ x: 3, y: 4 }, { x: 3, y: 4 })).toBeNull();
  });
});

describe('in words', () => {
  it.each([
    [2.7, 'Off by 2.7°: the right end lies 85 px low on 1800 px.'],
    [-1.2, 'Off by 1.2°: the left end lies 38 px low on 1800 px.'],
    [0.1, 'Level to the eye, 0.1°: the right end lies 3 px low on 1800 px.'],
    [-0.04, 'Level.'],
  ])('%f°', (remaining, words) => {
    expect(tiltInWords(remaining, 1800)).toBe(words);
  });

  it('names what the turn cost', () => {
    expect(inWords(0, -2.7, 1800, 1200)).toBe('Level. Frame kept: 87.4 %.');
  });

  it.each([
    [0.1, 1800, 3.14],
    [1, 1800, 31.42],
  ])('%f° over %i px drifts by %f px', (degrees, width, drift) => {
    expect(driftAcross(width, degrees)).toBeCloseTo(drift, 2);
  });

  it('rounds to tenths without a negative zero', () => {
    expect(tenth(-0.04)).toBe(0);
    expect(tenth(2.749)).toBe(2.7);
  });
});
