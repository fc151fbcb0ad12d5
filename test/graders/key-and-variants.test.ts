import { describe, expect, it } from 'vitest';
import { uniform } from '#graders/authoring/random.ts';
import { bindCriterion, type FilesCriterion, type PictureCriterion } from '#graders/criteria/kinds.ts';
import type { FileView, Measurement } from '#graders/criteria/types.ts';
import { measureCells } from '#graders/metrics/cells.ts';
import { measureHistograms } from '#graders/metrics/histogram.ts';
import type { Raster } from '#graders/pixels/types.ts';

type Shade = (x: number, y: number) => number;

/** A grey picture from a function of its place, 0..1 each way, to code values. */
function painted(shade: Shade, width = 256, height = 256): Raster {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++)
    data.fill(Math.round(shade((i % width) / width, Math.floor(i / width) / height)), i * 3, i * 3 + 3);
  return { width, height, data };
}

const view = (raster: Raster, i = 0): FileView =>
  ({
    width: raster.width,
    height: raster.height,
    file: { name: `${i + 1}.png` },
    attempt: { cells: measureCells(raster), histograms: measureHistograms(raster) },
  }) as unknown as FileView;

function bound(kind: string, params: Record<string, unknown>) {
  const result = bindCriterion({ id: 'c', kind, title: '', weight: 1, essential: false, passAt: 60, params });
  if (!result.ok) throw new Error(result.issues.join());
  return result.criterion;
}

const distances = ({ terms }: Measurement): Record<string, number> =>
  Object.fromEntries(
    Object.entries(terms).map(([name, { distance }]) => [name, Math.round(distance * 10) / 10]),
  );
const NO_VERDICT = { score: 0, unclamped: 0, pass: false, terms: {} };

describe('key', () => {
  const params = { median: [52, 84], span: 45 };
  // Code 119 is L* 50.0, code 198 is L* 80.0 (sRGB).
  it.each([
    ['a ramp', (x: number) => x * 255, { median: 0, span: 0 }, ['key.right']],
    ['flat at L* 80', () => 198, { median: 0, span: 45 }, ['key.flat']],
    ['flat at L* 50', () => 119, { median: 2, span: 45 }, ['key.dark', 'key.flat']],
    ['white', () => 255, { median: 16, span: 45 }, ['key.light', 'key.flat']],
    ['night with a lamp', (x: number) => (x > 0.9 ? 255 : 20), { median: 45.7, span: 0 }, ['key.dark']],
  ])('%s', (_, shade, expected, codes) => {
    const criterion = bound('key', params) as PictureCriterion;
    const measurement = criterion.measureAlone!(view(painted(shade)));
    const found = distances(measurement);
    for (const [term, distance] of Object.entries(expected))
      expect(Math.abs(found[term]! - distance), term).toBeLessThan(0.6);
    expect(criterion.explain(measurement, NO_VERDICT).map(({ code }) => code)).toEqual(codes);
  });
});

describe('variants', () => {
  const disc: Shade = (x, y) => (Math.hypot(x - 0.3, y - 0.4) < 0.2 ? 220 : 60);
  const brighter: Shade = (x, y) => disc(x, y) * 1.1;
  const deeper: Shade = (x, y) => disc(x, y) * 0.8;
  const stripes: Shade = (x, y) => (Math.floor((x + y) * 8) % 2 === 0 ? 200 : 40);
  const read = (...shades: Shade[]) => {
    const criterion = bound('variants', {}) as FilesCriterion;
    const measurement = criterion.measure(shades.map((shade, i) => view(painted(shade), i)));
    const remarks = criterion.explain(measurement, NO_VERDICT);
    return { terms: distances(measurement), codes: remarks.map(({ code }) => code), remarks };
  };

  it.each([
    ['three strengths of one layout', [disc, brighter, deeper], 0, 0, ['variants.family']],
    ['the same twice', [disc, deeper, disc], 0.4, 0, ['variants.twins']],
    ['one that is something else', [disc, brighter, stripes], 0, 0.4, ['variants.stranger']],
    ['flat greys', [() => 100, () => 140], 0, 0.4, ['variants.stranger']],
  ] as const)('%s', (_, shades, twins, strangers, codes) => {
    const found = read(...shades);
    expect(found.terms.twins).toBe(twins);
    expect(Math.abs(found.terms.strangers! - strangers)).toBeLessThan(0.15);
    expect(found.codes).toEqual(codes);
  });

  it('names the two, and the stranger', () => {
    expect(read(disc, deeper, disc).remarks[0]).toMatchObject({
      frame: 0,
      params: { other: '3.png', value: 0 },
    });
    expect(read(disc, brighter, stripes).remarks[0]).toMatchObject({ frame: 2 });
  });

  it('sizes do not matter', () => {
    const criterion = bound('variants', {}) as FilesCriterion;
    const measurement = criterion.measure([view(painted(disc)), view(painted(deeper, 512, 512), 1)]);
    expect(distances(measurement)).toEqual({ twins: 0, strangers: 0 });
  });
});

describe('depiction', () => {
  const criterion = bound('depiction', {}) as PictureCriterion;
  const noise = uniform(3);
  const step = (y: number): number => (y < 0.5 ? 170 : y < 0.75 ? 210 : 90);
  const things: Shade = (x, y) =>
    Math.hypot(x - 0.4, (y - 0.5) * 1.2) < 0.2 ? 60 + 300 * Math.hypot(x - 0.3, y - 0.4) : 150 + 60 * y;
  it.each<[string, Shade, string, number, number]>([
    ['a round thing in front of a ground', things, 'depiction.picture', 90, 100],
    ['the same in high key', (x, y) => 150 + things(x, y) * 0.4, 'depiction.picture', 90, 100],
    ['flat', () => 128, 'depiction.smooth', 0, 0],
    ['a ramp', (x) => x * 255, 'depiction.smooth', 0, 0],
    ['a round ramp', (x, y) => 230 - 200 * Math.hypot(x - 0.5, y - 0.4), 'depiction.smooth', 0, 20],
    ['stripes', (_, y) => step(y), 'depiction.sheet', 0, 0],
    ['stripes across', (x) => step(x), 'depiction.sheet', 0, 0],
    ['stripes under grain', (_, y) => step(y) + 30 * (noise() - 0.5), 'depiction.sheet', 0, 10],
    ['grain alone', () => 255 * noise(), 'depiction.noise', 0, 10],
  ])('%s', (_, shade, code, least, most) => {
    const measurement = criterion.measureAlone!(view(painted(shade, 416, 520)));
    expect(criterion.explain(measurement, NO_VERDICT).map((one) => one.code)).toEqual([code]);
    expect(measurement.value).toBeGreaterThanOrEqual(least);
    expect(measurement.value).toBeLessThanOrEqual(most);
  });
});
