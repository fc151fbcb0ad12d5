import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import * as compare from '#graders/metrics/compare-hist.ts';
import { fixture, fixtureJson, hasFixtures } from '#test/support/fixtures.ts';

const METHODS = {
  correlation: compare.correlation,
  chisqr: compare.chiSquare,
  intersection: compare.intersection,
  bhattacharyya: compare.hellinger,
  chisqrAlt: compare.chiSquareAlt,
  klDiv: compare.kullbackLeibler,
};
type Values = Record<string, number[]>;

describe.skipIf(!hasFixtures('opencv'))('compareHist as OpenCV', () => {
  const published = hasFixtures('opencv')
    ? fixtureJson<{ compareHist: Record<string, Values> }>('opencv/expected.json').compareHist
    : {};
  let histograms: Float64Array[];
  beforeAll(async () => {
    const pictures = await Promise.all(
      [0, 1, 2].map(async (i) => {
        const path = fixture(`opencv/Histogram_Comparison_Source_${i}.jpg`);
        const { data, info } = await sharp(readFileSync(path)).raw().toBuffer({ resolveWithObject: true });
        return { data, ...info };
      }),
    );
    const [base, one, two] = pictures;
    const half = base!.data.subarray(Math.floor(base!.height / 2) * base!.width * 3);
    histograms = [base!.data, half, one!.data, two!.data].map(hueSaturation);
  });

  // Scaled by its fullest bin alone, a histogram depends on how a decoder rounds that one bin: of the second set only
  // the methods that no scale changes can be compared.
  const sets = {
    'opencv4.12.0_L1normalised': Object.keys(METHODS),
    'opencv3.4.1_minmax0_1normalised': ['correlation', 'bhattacharyya'],
  };
  for (const [norm, methods] of Object.entries(sets))
    for (const [method, expected] of Object.entries(published[norm] ?? {}).filter(([name]) =>
      methods.includes(name),
    ))
      it.each(expected.map((value, i) => ({ with: ['base', 'half', 'test1', 'test2'][i], value, i })))(
        `${norm}, ${method}, base with $with`,
        ({ value, i }) => {
          const scale = norm.includes('L1') ? perSum : perMaximum;
          const got = METHODS[method as keyof typeof METHODS](scale(histograms[0]!), scale(histograms[i]!));
          // JPEG decoders and 8-bit HSV rounding differ: 3 % relative.
          expect(Math.abs(got - value)).toBeLessThanOrEqual(Math.max(1e-9, Math.abs(value) * 0.0305));
        },
      );
});

/** 50×60 bins over 8-bit HSV as OpenCV: H 0..179, S 0..255. */
function hueSaturation(data: Uint8Array): Float64Array {
  const bins = new Float64Array(50 * 60);
  for (let at = 0; at < data.length; at += 3) {
    const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
    const v = Math.max(r, g, b);
    const d = v - Math.min(r, g, b);
    const s = v === 0 ? 0 : Math.round((d * 255) / v);
    let h = d === 0 ? 0 : v === r ? (g - b) / d : v === g ? 2 + (b - r) / d : 4 + (r - g) / d;
    h = Math.round(h * 30);
    if (h < 0) h += 180;
    bins[Math.floor((h * 50) / 180) * 60 + Math.floor((s * 60) / 256)]!++;
  }
  return bins;
}

const perSum = (bins: Float64Array): Float64Array => {
  const sum = bins.reduce((p, q) => p + q, 0);
  return bins.map((v) => v / sum);
};
const perMaximum = (bins: Float64Array): Float64Array => {
  const max = Math.max(...bins);
  return bins.map((v) => v / max);
};
