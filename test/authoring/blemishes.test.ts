import { describe, expect, it } from 'vitest';
import { coverage, type Mark } from '#graders/authoring/blemishes.ts';

const mark = (kind: Mark['kind'], size: number, strength = 1): Mark => ({
  kind,
  x: 0.5,
  y: 0.5,
  size,
  angle: 0,
  strength,
  tone: 'light',
});
const drawn = (marks: Mark[], seed = 1): Float32Array[] =>
  coverage(200, 100, marks, seed).map(({ data }) => data);

describe('blemishes', () => {
  // kind · size in px · least and most pixels covered
  it.each([
    ['speck', 12, 30, 200],
    ['hair', 100, 150, 900],
    ['scratch', 100, 100, 700],
    ['stain', 40, 700, 3000],
  ] as const)('a %s of %i px covers a plausible area', (kind, size, least, most) => {
    const covered = drawn([mark(kind, size)])[0]!.filter((value) => value > 0.03).length;
    expect(covered).toBeGreaterThan(least);
    expect(covered).toBeLessThan(most);
  });

  it('depends on seed and place in the list alone', () => {
    const [first] = drawn([mark('hair', 80)]);
    expect(drawn([mark('hair', 80), mark('speck', 9)])[0]).toEqual(first);
    expect(drawn([mark('hair', 80)], 2)[0]).not.toEqual(first);
  });

  it('is translucent by its strength', () => {
    const most = (values: Float32Array): number => values.reduce((a, b) => Math.max(a, b), 0);
    const [faint] = drawn([mark('speck', 14, 0.3)]);
    const [strong] = drawn([mark('speck', 14, 0.9)]);
    expect(most(faint!) / most(strong!)).toBeCloseTo(1 / 3, 5);
  });
});
