import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ciede2000 } from '#graders/colour/ciede2000.ts';
import { D65, linearToLab, xyzToLab } from '#graders/colour/lab.ts';
import { fixture, fixtureJson, hasFixtures } from '#test/support/fixtures.ts';

describe.skipIf(!hasFixtures('scikit-image'))('CIEDE2000, the 34 pairs of Sharma, Wu and Dalal', () => {
  const lines = hasFixtures('scikit-image')
    ? readFileSync(fixture('scikit-image/ciede2000_test_data.txt'), 'utf8')
        .split('\n')
        .filter((line) => /^\d/.test(line))
    : [];
  const pairs = lines.map((line) => {
    const [first, second] = line.split(' ').map((half) => half.split('\t').map(Number)) as [
      number[],
      number[],
    ];
    return { pair: first[0]!, one: first.slice(2, 5), two: second.slice(1, 4), expected: first.at(-1)! };
  });

  it('holds 34 pairs', () => expect(pairs.length).toBe(34));

  it.each(pairs)('pair $pair is $expected, both ways', ({ one, two, expected }) => {
    const [p, q] = [one, two] as [[number, number, number], [number, number, number]];
    expect(ciede2000(p, q)).toBeCloseTo(expected, 4);
    expect(ciede2000(q, p)).toBeCloseTo(expected, 4);
  });
});

describe.skipIf(!hasFixtures('scikit-image'))('XYZ → L*a*b* as scikit-image', () => {
  const whites: [string, [number, number, number]][] = [
    ['d65_2', [...D65]],
    ['d50_2', [0.9642956764295677, 1, 0.8251046025104602]],
    ['a_2', [1.0984660695, 1, 0.3558228003]],
  ];

  it.each(whites)('white %s', (name, white) => {
    const { xyz2lab } = fixtureJson<{ xyz2lab: { xyz: [number, number, number][] } }>(
      'scikit-image/expected.json',
    );
    const expected = npy(readFileSync(fixture(`scikit-image/lab/lab_array_${name}.npy`)));
    xyz2lab.xyz.forEach((xyz, row) => {
      const lab = xyzToLab(...xyz, white);
      // Published to two decimals, compared there to 1.5 · 10⁻².
      lab.forEach((v, i) => expect(Math.abs(v - expected[row * 3 + i]!)).toBeLessThan(0.015));
    });
  });
});

describe('linear sRGB → L*a*b*', () => {
  it.each([
    ['white', [1, 1, 1], [100, 0, 0]],
    ['black', [0, 0, 0], [0, 0, 0]],
    ['red', [1, 0, 0], [53.24, 80.09, 67.2]],
    ['green', [0, 1, 0], [87.73, -86.18, 83.18]],
    ['blue', [0, 0, 1], [32.3, 79.19, -107.86]],
    ['middle grey', [0.184187, 0.184187, 0.184187], [50, 0, 0]],
  ] as const)('%s', (_, [r, g, b], expected) => {
    const lab = new Float32Array(3);
    linearToLab(r, g, b, lab, 0);
    expected.forEach((v, i) => expect(lab[i]).toBeCloseTo(v, 1));
  });
});

/** The doubles of a version 1 .npy file. */
function npy(bytes: Buffer): Float64Array {
  const from = 10 + bytes.readUInt16LE(8);
  return new Float64Array(new Uint8Array(bytes.subarray(from)).buffer);
}
