import { describe, expect, it } from 'vitest';
import {
  convergence,
  corrected,
  fallOf,
  leanOf,
  mapped,
  toCss,
} from '../../src/islands/figures/keystone/keystone.ts';
import { standing } from '../../src/islands/figures/keystone/words.ts';
import { FOCAL, LEFT, RIGHT } from '../../src/islands/figures/keystone/facade.ts';

const camera = { width: 1200, height: 1800, focal: FOCAL };
const seen = (pitch: number, roll: number, scale = 1) => {
  const matrix = corrected(camera, pitch, roll, scale);
  const at = (edge: typeof LEFT) => edge.map((p) => mapped(matrix, p)) as typeof LEFT;
  return { left: at(LEFT), right: at(RIGHT) };
};

describe('the façade', () => {
  it.each([
    // pitch, roll, convergence, lean of the left edge, of the right edge, fall of the floors
    [0, 0, 7.54, 5.14, -2.4, 0.68],
    [13.4, 1.1, 0, 0, 0, -0.47],
    [13.4, 0, 0, 1.07, 1.07, 0.77],
    [6.7, 1.1, 3.8, 2.04, -1.76, -0.44],
    [20, 1.1, -3.74, -2, 1.74, -0.51],
  ])('tilted back by %s° and turned by %s°', (pitch, roll, converging, left, right, fall) => {
    const edges = seen(pitch, roll);
    const round = (v: number) => Math.round(v * 100) / 100 + 0;
    expect([
      round(convergence(edges.left, edges.right)),
      round(leanOf(...edges.left)),
      round(leanOf(...edges.right)),
      round(fallOf(edges.left[0], edges.right[0])),
    ]).toEqual([converging, left, right, fall]);
  });

  it('leans the same at every size it is shown at', () => {
    const [a, b] = [seen(9, -1), seen(9, -1, 0.8)];
    expect(convergence(b.left, b.right)).toBeCloseTo(convergence(a.left, a.right), 9);
  });

  it('keeps its middle in the middle', () => {
    const middle = { x: 599.5, y: 899.5 };
    for (const pitch of [0, 7, 20]) {
      const { x, y } = mapped(corrected(camera, pitch, 2, 0.8), middle);
      expect(x).toBeCloseTo(599.5, 9);
      expect(y).toBeCloseTo(899.5, 9);
    }
  });
});

describe('in CSS', () => {
  it('is the same map, in px of the page', () => {
    const matrix = corrected(camera, 13.4, 1.1);
    const m = toCss(matrix, 1200, 400).slice('matrix3d('.length, -1).split(',').map(Number);
    const [x, y] = [100, 200];
    const w = m[3]! * x + m[7]! * y + m[15]!;
    const there = mapped(matrix, { x: 300, y: 600 });
    expect((m[0]! * x + m[4]! * y + m[12]!) / w).toBeCloseTo(there.x / 3, 3);
    expect((m[1]! * x + m[5]! * y + m[13]!) / w).toBeCloseTo(there.y / 3, 3);
  });
});

describe('in words', () => {
  it.each([
    [0.2, -0.1, 'Upright and level.'],
    [7.53, 0.1, 'The verticals draw together by 7.5°.'],
    [-1.24, 0, 'The verticals part by 1.2°: past upright.'],
    [0.1, 0.7, 'The verticals are parallel, and the floors fall by 0.7° to the right.'],
    [2, -0.6, 'The verticals draw together by 2.0°, and the floors fall by 0.6° to the left.'],
  ])('%s° together, %s° down', (converging, falling, words) => {
    expect(standing(converging, falling)).toBe(words);
  });
});
