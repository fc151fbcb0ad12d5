import { describe, expect, it } from 'vitest';
import { emd, wasserstein1d } from '#graders/metrics/wasserstein.ts';
import { fixtureJson, hasFixtures } from '#test/support/fixtures.ts';

interface Case {
  u: number[];
  v: number[];
  uw?: number[];
  vw?: number[];
  value: number;
}

describe.skipIf(!hasFixtures('scipy'))('Wasserstein-1 as SciPy', () => {
  const cases = hasFixtures('scipy')
    ? fixtureJson<{ wasserstein1d: Case[] }>('scipy/expected.json').wasserstein1d
    : [];
  it.each(cases)('$u and $v', ({ u, v, uw, vw, value }) => {
    expect(wasserstein1d(u, v, uw, vw)).toBeCloseTo(value, 12);
  });
});

describe('EMD of histograms', () => {
  it.each([
    ['alike', [1, 2, 1], [2, 4, 2], 0, 0],
    ['one bin up', [0, 4, 0], [4, 0, 0], 1, 1],
    ['two bins down', [4, 0, 0], [0, 0, 4], 2, -2],
    ['spread without moving', [1, 0, 1], [0, 2, 0], 1, 0],
  ] as const)('%s', (_, a, b, distance, signed) => {
    expect(emd(a, b)).toEqual({ distance, signed: expect.closeTo(signed, 12) });
    const points = (bins: readonly number[]): number[] =>
      bins.flatMap((count, i) => Array<number>(count).fill(i));
    expect(wasserstein1d(points(a), points(b))).toBeCloseTo(distance, 12);
  });
});
