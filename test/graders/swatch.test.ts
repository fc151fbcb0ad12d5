import { beforeAll, describe, expect, it } from 'vitest';
import { hexOfLab, labOfHex } from '#graders/colour/hex.ts';
import { measureCells } from '#graders/metrics/cells.ts';
import { meanColour } from '#graders/metrics/mean-colour.ts';
import { shadingOf } from '#graders/metrics/shading.ts';
import { bindCriterion } from '#graders/criteria/kinds.ts';
import type { Raster } from '#graders/pixels/types.ts';
import type { Exercise } from '#graders/types.ts';
import { distances, exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { boxes, from, png } from '#test/support/files.ts';
import { blend, edited, mirrored, scene } from '#test/support/scene.ts';

type Rgb = readonly [number, number, number];

describe('a colour as #rrggbb', () => {
  // L*a*b* of sRGB's corners under D65.
  it.each([
    ['#ffffff', [100, 0, 0]],
    ['#000000', [0, 0, 0]],
    ['#ff0000', [53.24, 80.09, 67.2]],
    ['#00ff00', [87.73, -86.18, 83.18]],
    ['#0000ff', [32.3, 79.19, -107.86]],
    ['#808080', [53.59, 0, 0]],
  ])('%s', (hex, lab) => {
    const found = labOfHex(hex);
    lab.forEach((v, c) => expect(found[c]).toBeCloseTo(v, 1));
    expect(hexOfLab(found)).toBe(hex);
  });
  it('clips what lies beyond the gamut', () => expect(hexOfLab([60, 120, 120])).toMatch(/^#ff00/));
});

const plain = (rgb: Rgb, width = 64, height = 32): Raster => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height * 3 }, (_, i) => rgb[i % 3]!),
});
const halves = (left: Rgb, right: Rgb): Raster =>
  edited(plain([0, 0, 0]), (_, x) => [...(x < 32 ? left : right)] as [number, number, number]);
const EVEN = new Float32Array(8 * 4).fill(1);

describe('the mean in linear light', () => {
  it('of one colour is that colour', () =>
    expect(hexOfLab(meanColour(measureCells(plain([200, 40, 90])), EVEN))).toBe('#c8285a'));
  it('of black and white is #bcbcbc, not #808080', () =>
    expect(hexOfLab(meanColour(measureCells(halves([0, 0, 0], [255, 255, 255])), EVEN))).toBe('#bcbcbc'));
  it('is black where nothing weighs', () =>
    expect(
      meanColour(
        measureCells(plain([9, 9, 9])),
        EVEN.map(() => 0),
      ),
    ).toEqual([0, 0, 0]));
});

describe('shading', () => {
  const target = measureCells(halves([60, 60, 60], [180, 180, 180]));
  it.each<[string, Raster, number, number]>([
    ['alike', halves([60, 60, 60], [180, 180, 180]), 0, 1],
    ['filled flat', plain([120, 120, 120]), 1, 0.04],
    ['light and shadow swapped', halves([180, 180, 180], [60, 60, 60]), 2, 1],
  ])('%s', (_, raster, dissimilarity, contrast) => {
    const found = shadingOf(measureCells(raster), target, EVEN);
    expect(found.dissimilarity).toBeCloseTo(dissimilarity, 1);
    expect(found.contrast).toBeCloseTo(contrast, 1);
  });
  it('two plain surfaces are alike whatever their tone', () =>
    expect(
      shadingOf(measureCells(plain([40, 40, 40])), measureCells(plain([200, 200, 200])), EVEN).dissimilarity,
    ).toBeCloseTo(0, 5));
});

const BRAND: [number, number, number, number] = [232, 120, 184, 200];
const [LEFT, TOP, WIDE, HIGH] = BRAND;
const onBrand = (x: number, y: number): boolean => x >= LEFT && y >= TOP && x < LEFT + WIDE && y < TOP + HIGH;
/** Round like a bottle: light from the left. */
const light = (x: number): number => 0.45 + 0.55 * Math.sin((Math.PI * (x - LEFT + 20)) / (WIDE + 60));
const coloured = ([r, g, b]: Rgb, shade: (x: number) => number = light): Raster =>
  edited(scene(31), (rgb, x, y) =>
    onBrand(x, y) ? ([r, g, b].map((v) => v * shade(x)) as [number, number, number]) : rgb,
  );
const GREEN: Rgb = [40, 150, 90];
const reference = coloured(GREEN);
const start = coloured([70, 120, 170]);
const region = boxes(reference, BRAND);
const CELLS = Float32Array.from({ length: 81 * 54 }, (_, i) =>
  onBrand((i % 81) * 8, Math.floor(i / 81) * 8) ? 1 : 0,
);
const MEAN = hexOfLab(meanColour(measureCells(reference), CELLS));
const filled = coloured(
  [1, 3, 5].map((at) => Number.parseInt(MEAN.slice(at, at + 2), 16)) as unknown as Rgb,
  () => 1,
);

let exercise: Exercise;
beforeAll(async () => {
  exercise = await exerciseOf({
    start,
    reference,
    criteria: [{ id: 'brand', kind: 'swatch', region: 'brand' }],
    regions: { brand: region },
  });
});
const brand = async (raster: Raster) => (await gradeBytes(exercise, await png(raster))).report.criteria[0]!;

describe('a swatch says what is off and which way', () => {
  it.each<[string, Raster, string, [number, number], RegExp]>([
    ['right', reference, 'swatch.matches', [100, 100], /ΔE00 from #[0-9a-f]{6}/],
    ['untouched', start, 'swatch.hue', [0, 40], /leans toward (blue|violet|cyan)/],
    ['half way', blend(start, reference, 0.5), 'swatch.hue', [55, 75], /leans toward (blue|cyan)/],
    ['too light', coloured([64, 174, 114]), 'swatch.too-light', [60, 90], /\d L\* too light/],
    ['too dark', coloured([28, 118, 68]), 'swatch.too-dark', [50, 90], /\d L\* too dark/],
    ['oversaturated', coloured([0, 154, 40]), 'swatch.oversaturated', [60, 84], /C\* more saturated/],
    ['toward yellow', coloured([92, 147, 60]), 'swatch.hue', [60, 90], /leans toward (yellow|orange)/],
    ['a flat fill', filled, 'swatch.flat', [0, 5], /sticker/],
  ])('%s', async (_, raster, code, [least, most], says) => {
    const { feedback, score } = await brand(raster);
    expect(feedback[0]!.code).toBe(code);
    expect(feedback[0]!.text).toMatch(says);
    expect(score).toBeGreaterThanOrEqual(least);
    expect(score).toBeLessThanOrEqual(most);
  });

  it('a fill of the right mean is as far off as the start', async () => {
    const untouched = (await distances(exercise, await png(start)))['brand/colour']!;
    const flat = (await distances(exercise, await png(filled)))['brand/colour']!;
    expect(flat / untouched).toBeGreaterThan(0.95);
    expect(flat / untouched).toBeLessThan(1.05);
  });

  it('worse than the start is said so', async () => {
    const { feedback } = await brand(blend(start, reference, -0.8));
    expect(feedback[0]!.code).toBe('swatch.worse');
  });

  it('shows the colour beside the one wanted, and where it is missed', async () => {
    const missed = edited(reference, (rgb, x, y) =>
      onBrand(x, y) && y >= TOP + 168 ? ([70 * light(x), 120 * light(x), 170 * light(x)] as const) : rgb,
    );
    const { report, evidence } = await gradeBytes(exercise, await png(missed));
    const [place] = report.criteria[0]!.places;
    expect(place!.y * 432).toBeGreaterThanOrEqual(TOP + 168);
    expect(place!.text).toMatch(/\d ΔE00 off here/);
    expect(evidence.map(({ name }) => name)).toEqual(['brand-swatches.jpg']);
    expect(evidence[0]!.alt).toMatch(
      /wanted \(#[0-9a-f]{6}\), below what your picture holds \(#[0-9a-f]{6}\)/,
    );
  });
});

describe('distances', () => {
  it('fall on the way to the target, and rise past it', async () => {
    const found: number[] = [];
    for (const share of [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5])
      found.push((await distances(exercise, await png(blend(start, reference, share))))['brand/colour']!);
    expect(found[4]).toBe(0);
    expect(found.slice(0, 5)).toEqual(found.slice(0, 5).sort((p, q) => q - p));
    expect(found.slice(4)).toEqual(found.slice(4).sort((p, q) => p - q));
  });

  it('are alike in the mirror and unmoved by JPEG', async () => {
    const other = await exerciseOf({
      start: mirrored(start),
      reference: mirrored(reference),
      criteria: [{ id: 'brand', kind: 'swatch', region: 'brand' }],
      regions: { brand: boxes(reference, [648 - LEFT - WIDE, TOP, WIDE, HIGH]) },
    });
    const [plainly, reflected] = [
      await distances(exercise, await png(start)),
      await distances(other, await png(mirrored(start))),
    ];
    expect(reflected['brand/colour']).toBeCloseTo(plainly['brand/colour']!, 4);
    const jpeg = await distances(exercise, await from(reference).jpeg({ quality: 80 }).toBuffer());
    expect(jpeg['brand/colour']).toBeLessThan(0.5);
  });
});

describe('a target of its own', () => {
  it('is held against #rrggbb, absolutely where both ends are given', async () => {
    const params = { target: MEAN, tolerance: 2, limit: 12 };
    const criteria = [{ id: 'brand', kind: 'swatch', region: 'brand', params }];
    const one = await exerciseOf({ start, reference, criteria, regions: { brand: region } });
    const [right, wrong] = [
      (await gradeBytes(one, await png(reference))).report.criteria[0]!,
      (await gradeBytes(one, await png(start))).report.criteria[0]!,
    ];
    expect([right.score, right.value < 2, right.tolerance]).toEqual([100, true, 2]);
    expect(wrong.score).toBeLessThan(40);
  });

  it.each([
    [{ target: 'green' }, /target/],
    [{ target: '#12345' }, /target/],
    [{ colour: '#123456' }, /Unrecognized key/],
  ])('%o is refused', (params, message) => {
    const bound = bindCriterion({
      id: 'it',
      kind: 'swatch',
      title: 'It',
      essential: false,
      passAt: 60,
      weight: 1,
      region: 'brand',
      params,
    });
    expect(bound.ok ? 'accepted' : bound.issues.join('; ')).toMatch(message);
  });
});
