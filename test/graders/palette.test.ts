import { beforeAll, describe, expect, it } from 'vitest';
import { hexOfLab, labOfHex } from '#graders/colour/hex.ts';
import { bindCriterion } from '#graders/criteria/kinds.ts';
import { brandShares } from '#graders/metrics/brand-colours.ts';
import { measureCells } from '#graders/metrics/cells.ts';
import { colourBins } from '#graders/metrics/colour-bins.ts';
import { dominantColours } from '#graders/metrics/dominant-colours.ts';
import type { Raster } from '#graders/pixels/types.ts';
import type { Exercise } from '#graders/types.ts';
import { distances, exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { png } from '#test/support/files.ts';
import { edited, mirrored, scene } from '#test/support/scene.ts';

type Rgb = readonly [number, number, number];

const rgbOf = (hex: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;

/** Upright stripes of whole cells, each so many cells wide. */
function stripes(...parts: [hex: string, cells: number][]): Raster {
  const columns = parts.flatMap(([hex, cells]) => Array.from({ length: cells * 8 }, () => rgbOf(hex)));
  const width = columns.length;
  const data = Uint8Array.from(
    { length: width * 16 * 3 },
    (_, i) => columns[Math.floor(i / 3) % width]![i % 3]!,
  );
  return { width, height: 16, data };
}
const every = (raster: Raster): Float32Array => new Float32Array((raster.width / 8) * 2).fill(1);
const dominant = (raster: Raster, count: number): [string, number][] =>
  dominantColours(colourBins(measureCells(raster), every(raster)), count).map(({ lab, share }) => [
    hexOfLab(lab),
    Math.round(share * 100),
  ]);

describe('dominant colours', () => {
  it.each<[string, Raster, number, [string, number][]]>([
    ['one colour', stripes(['#c03020', 4]), 5, [['#c03020', 100]]],
    [
      'three colours, the largest first',
      stripes(['#c03020', 2], ['#20a040', 5], ['#2040c0', 3]),
      3,
      [
        ['#20a040', 50],
        ['#2040c0', 30],
        ['#c03020', 20],
      ],
    ],
    [
      'as many as there are',
      stripes(['#c03020', 6], ['#20a040', 4]),
      8,
      [
        ['#c03020', 60],
        ['#20a040', 40],
      ],
    ],
  ])('%s', (_, raster, count, palette) => expect(dominant(raster, count)).toEqual(palette));

  it('are the same every time, and in the mirror', () => {
    const raster = scene(12, 320, 240);
    const of = (one: Raster): [string, number][] =>
      dominantColours(colourBins(measureCells(one), new Float32Array(40 * 30).fill(1)), 6).map(
        ({ lab, share }) => [hexOfLab(lab), Math.round(share * 100)],
      );
    expect(of(raster)).toEqual(of(raster));
    expect(of(mirrored(raster)).length).toBe(6);
    expect(of(raster).reduce((sum, [, share]) => sum + share, 0)).toBeGreaterThan(97);
  });
});

describe('how the area is shared', () => {
  const rules = { swatches: [labOfHex('#e07020'), labOfHex('#104080')], deltaE: 8, neutral: 12, shading: 1 };
  const shares = (raster: Raster, more: Partial<typeof rules> = {}) => {
    const { swatches, off } = brandShares(measureCells(raster), every(raster), { ...rules, ...more });
    return [...swatches, off].map((share) => Math.round(share * 100));
  };
  it.each<[string, Raster, Partial<typeof rules>, number[]]>([
    ['all on brand', stripes(['#e07020', 3], ['#104080', 7]), {}, [30, 70, 0]],
    ['greys belong to nobody', stripes(['#e07020', 3], ['#808080', 7]), {}, [30, 0, 0]],
    ['unless they are counted', stripes(['#e07020', 3], ['#808080', 7]), { neutral: 0 }, [30, 0, 70]],
    ['something else is off', stripes(['#e07020', 3], ['#30b040', 7]), {}, [30, 0, 70]],
    // Half and a quarter of the light of #e07020.
    ['half the light is the same colour', stripes(['#a45014', 5], ['#e07020', 5]), {}, [100, 0, 0]],
    ['but not in flat graphics', stripes(['#a45014', 5], ['#e07020', 5]), { shading: 0 }, [50, 0, 50]],
    ['a quarter is too dark', stripes(['#763809', 5], ['#e07020', 5]), {}, [50, 0, 50]],
  ])('%s', (_, raster, more, found) => expect(shares(raster, more)).toEqual(found));
});

const ORANGE = '#e07020';
const BLUE = '#104080';
/** A grey set with an orange block and a blue one, and where asked a third. */
const set = (third: Rgb | null, orange = 200, blue = 144): Raster =>
  edited(scene(44), ([r, g, b], x, y) => {
    const light = 0.9 + 0.1 * Math.sin(y / 60);
    const shaded = (rgb: Rgb): Rgb => rgb.map((v) => v * light) as unknown as Rgb;
    if (x >= 40 && x < 40 + orange && y >= 160 && y < 384) return shaded(rgbOf(ORANGE));
    if (x >= 280 && x < 280 + blue && y >= 160 && y < 384) return shaded(rgbOf(BLUE));
    if (third && x >= 448 && x < 576 && y >= 160 && y < 288) return shaded(third);
    const grey = (r + g + b) / 3;
    return [grey, grey, grey];
  });
const reference = set(null);
const start = set([60, 190, 80]);
const swatches = [{ colour: ORANGE }, { colour: BLUE }];

let exercise: Exercise;
beforeAll(async () => {
  exercise = await exerciseOf({
    start,
    reference,
    criteria: [{ id: 'brand', kind: 'palette', params: { swatches } }],
  });
});
const brand = async (raster: Raster) => (await gradeBytes(exercise, await png(raster))).report.criteria[0]!;

describe('a palette says what is off and by how much', () => {
  it.each<[string, Raster, string, [number, number], RegExp]>([
    [
      'on brand',
      reference,
      'palette.on-brand',
      [100, 100],
      /each with the weight it should have; 0\s% of the picture is in others/,
    ],
    ['untouched', start, 'palette.off-brand', [0, 0], /mostly (green|yellow-green) \(#[0-9a-f]{6}\)/],
    ['another wrong colour', set([190, 40, 160]), 'palette.off-brand', [0, 5], /mostly (magenta|violet)/],
    [
      'recoloured to the brand',
      set(rgbOf(BLUE)),
      'palette.on-brand',
      [95, 100],
      /The colours are the brand’s/,
    ],
    ['all grey', edited(reference, ([r]) => [r, r, r]), 'palette.missing', [0, 0], /#e07020 covers 0\s%/],
    [
      'too much of the accent',
      set(null, 630, 1),
      'palette.excess',
      [0, 0],
      /#e07020 covers \d+\s% .* allows/,
    ],
  ])('%s', async (_, raster, code, [least, most], says) => {
    const { feedback, score } = await brand(raster);
    const found = feedback.find((remark) => remark.code === code);
    expect(feedback.map((remark) => remark.code)).toContain(code);
    expect(found!.text).toMatch(says);
    expect(score).toBeGreaterThanOrEqual(least);
    expect(score).toBeLessThanOrEqual(most);
  });

  it('shows the place and the strips', async () => {
    const { report, evidence } = await gradeBytes(exercise, await png(start));
    const [place] = report.criteria[0]!.places;
    expect([Math.round(place!.x * 648), Math.round(place!.y * 432)]).toEqual([448, 160]);
    expect(place!.text).toMatch(/green, \d+ ΔE00 from the nearest swatch/);
    expect(evidence.map(({ name }) => name)).toEqual(['brand-swatches.jpg', 'brand-change-map.png']);
    expect(evidence[0]!.alt).toContain('#e07020, #104080');
  });

  it('does not ring what the reference holds as well', async () => {
    const wall: Rgb = [120, 90, 160];
    const walled = (raster: Raster): Raster => edited(raster, (rgb, _, y) => (y < 96 ? wall : rgb));
    const criteria = [{ id: 'brand', kind: 'palette', params: { swatches } }];
    const one = await exerciseOf({ start: walled(start), reference: walled(reference), criteria });
    const [criterion] = (await gradeBytes(one, await png(walled(start)))).report.criteria;
    expect(criterion!.places.map(({ y }) => Math.round(y * 432))).toEqual([160]);
    expect(criterion!.feedback[0]!.text).toMatch(/mostly (green|yellow-green)/);
  });

  it('distances grow with the area off brand, and are alike in the mirror', async () => {
    const off = async (raster: Raster, of = exercise): Promise<number> =>
      (await distances(of, await png(raster)))['brand/area']!;
    const wide = (width: number): Raster =>
      edited(reference, (rgb, x, y) =>
        x >= 448 && x < 448 + width && y >= 160 && y < 288 ? [60, 190, 80] : rgb,
      );
    const found = [await off(wide(0)), await off(wide(32)), await off(wide(64)), await off(wide(128))];
    expect(found[0]).toBe(0);
    // 128 × 128 of 648 × 432 pixels.
    expect(found[3]).toBeCloseTo((128 * 128) / (648 * 432), 2);
    expect(found).toEqual([...found].sort((p, q) => p - q));
    const criteria = [{ id: 'brand', kind: 'palette', params: { swatches } }];
    const other = await exerciseOf({ start: mirrored(start), reference: mirrored(reference), criteria });
    expect(await off(mirrored(start), other)).toBeCloseTo(await off(start), 3);
  });
});

describe('shares that the author sets', () => {
  // 200 × 224 px are 16 % of the frame.
  it.each([
    [{ least: 0.1 }, 0],
    [{ least: 0.32 }, 0.16],
    [{ most: 0.1 }, 0.06],
  ])('%o', async (range, missed) => {
    const params = { swatches: [{ colour: ORANGE, ...range }] };
    const criteria = [{ id: 'brand', kind: 'palette', params }];
    const one = await exerciseOf({ start, reference, criteria });
    const found = await distances(one, await png(set(null, 200, 0)));
    expect(found['brand/area']).toBeCloseTo(missed, 3);
  });

  it.each([
    [{ swatches: [] }, /swatches/],
    [{ swatches: [{ colour: 'orange' }] }, /a colour as #rrggbb/],
    [{ swatches: [{ colour: ORANGE, least: 0.5, most: 0.2 }] }, /least must lie below most/],
  ])('%o is refused', (params, message) => {
    const spec = { id: 'it', kind: 'palette', title: 'It', essential: false, passAt: 60, weight: 1, params };
    const bound = bindCriterion(spec);
    expect(bound.ok ? 'accepted' : bound.issues.join('; ')).toMatch(message);
  });
});
