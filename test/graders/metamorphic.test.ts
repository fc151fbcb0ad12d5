import { beforeAll, describe, expect, it } from 'vitest';
import type { CriterionSpec } from '#graders/exercise/schema.ts';
import { Report } from '#graders/report/schema.ts';
import type { Plane, Raster } from '#graders/pixels/types.ts';
import type { Exercise } from '#graders/types.ts';
import { exerciseOf, gradeBytes, gradeRaster } from '#test/support/exercise.ts';
import { boxes, from, png } from '#test/support/files.ts';
import { blend, edited, mirrored, scene } from '#test/support/scene.ts';

const SPOTS: [number, number, number, number][] = [
  [80, 60, 26, 26],
  [300, 90, 30, 22],
  [500, 310, 26, 30],
  [140, 330, 34, 20],
];
const reference = scene(3);
const graded = edited(reference, ([r, g, b]) => [r * 0.72 + 8, g * 0.78 + 8, b * 0.95 + 8]);
const spotted = edited(reference, (rgb, x, y) => {
  const inside = SPOTS.some(([left, top, w, h]) => x >= left && y >= top && x < left + w && y < top + h);
  return inside ? [rgb[0] * 0.4 + 140, rgb[1] * 0.4 + 138, rgb[2] * 0.4 + 130] : rgb;
});
const mask = boxes(reference, ...SPOTS);

const TONE: (Partial<CriterionSpec> & { id: string; kind: string })[] = [
  { id: 'tone', kind: 'tone-colour', weight: 3 },
  { id: 'range', kind: 'histogram', params: { channels: ['lightness', 'b'], terms: ['emd', 'white-point'] } },
  { id: 'clipping', kind: 'clipping' },
  { id: 'texture', kind: 'structure', params: { limit: 0.4 } },
];
const RETOUCH: typeof TONE = [
  { id: 'healed', kind: 'pixel-diff', region: 'spots', weight: 3, essential: true, passAt: 80 },
  { id: 'texture', kind: 'structure', region: 'spots' },
  { id: 'untouched', kind: 'protect', region: 'spots' },
];

let tone: Exercise;
let retouch: Exercise;
beforeAll(async () => {
  tone = await exerciseOf({ start: graded, reference, criteria: TONE });
  retouch = await exerciseOf({ start: spotted, reference, criteria: RETOUCH, regions: { spots: mask } });
});

describe.each([
  ['tone', () => tone, graded],
  ['retouch', () => retouch, spotted],
] as const)('%s', (_, exercise, start) => {
  it('the reference is worth 100', async () => {
    const report = await gradeRaster(exercise(), reference);
    expect([report.outcome, report.score, report.next]).toEqual(['passed', 100, undefined]);
    expect(report.criteria.map(({ score }) => score)).toEqual(report.criteria.map(() => 100));
  });

  it('the untouched start does not pass', async () => {
    const report = await gradeRaster(exercise(), start);
    expect(report.outcome).toBe('not-yet');
    expect(report.score).toBeLessThanOrEqual(45);
    expect(report.next?.text.length).toBeGreaterThan(20);
  });

  it('PNG, lossless WebP and TIFF give the same score', async () => {
    const middle = blend(start, reference, 0.6);
    const files = [
      await png(middle),
      await from(middle).webp({ lossless: true }).toBuffer(),
      await from(middle).tiff({ compression: 'deflate' }).toBuffer(),
    ];
    const reports = await Promise.all(files.map((bytes) => gradeBytes(exercise(), bytes)));
    const [first, ...others] = reports.map(({ report }) =>
      report.criteria.map(({ value, score }) => [value, score]),
    );
    for (const other of others) expect(other).toEqual(first);
  });

  it('every allowed export of the reference is worth 97 or more', async () => {
    const files = [
      await from(reference).jpeg({ quality: 80 }).toBuffer(),
      await from(reference).jpeg({ quality: 85, chromaSubsampling: '4:4:4' }).toBuffer(),
      await from(reference).webp({ quality: 90 }).toBuffer(),
      await from(reference).withIccProfile('p3').png().toBuffer(),
    ];
    for (const bytes of files)
      expect((await gradeBytes(exercise(), bytes)).report.score).toBeGreaterThanOrEqual(97);
  });

  it('the nearer to the reference, the higher, and overshoot costs', async () => {
    const shares = [0, 0.25, 0.5, 0.75, 1];
    const scores: number[] = [];
    for (const share of shares)
      scores.push((await gradeRaster(exercise(), blend(start, reference, share))).score!);
    expect(scores).toEqual([...scores].sort((p, q) => p - q));
    expect(scores[2]).toBeGreaterThan(scores[0]!);
    expect((await gradeRaster(exercise(), blend(start, reference, 1.6))).score).toBeLessThan(90);
  });

  it('the same file gives the same report and evidence', async () => {
    const bytes = await png(blend(start, reference, 0.4));
    const one = await gradeBytes(exercise(), bytes);
    const two = await gradeBytes(exercise(), bytes);
    expect(JSON.stringify(two.report)).toBe(JSON.stringify(one.report));
    expect(two.evidence).toEqual(one.evidence);
    expect(one.evidence.length).toBeGreaterThan(0);
  });

  it('reports fit the schema', async () => {
    const report = await gradeRaster(exercise(), blend(start, reference, 0.5));
    expect(Report.parse(report)).toEqual(report);
  });
});

describe('mirroring everything', () => {
  const flipMask = (plane: Plane): Plane => ({
    ...plane,
    data: plane.data.map((_, i) => plane.data[i - (i % plane.width) + plane.width - 1 - (i % plane.width)]!),
  });
  it.each([
    ['tone', TONE, graded],
    ['retouch', RETOUCH, spotted],
  ] as const)('keeps the score of %s', async (_, criteria, start: Raster) => {
    const regions: Record<string, Plane> = criteria === RETOUCH ? { spots: mask } : {};
    const mirroredRegions: Record<string, Plane> = criteria === RETOUCH ? { spots: flipMask(mask) } : {};
    const attempt = blend(start, reference, 0.55);
    const plain = await exerciseOf({ start, reference, criteria: [...criteria], regions });
    const flipped = await exerciseOf({
      start: mirrored(start),
      reference: mirrored(reference),
      criteria: [...criteria],
      regions: mirroredRegions,
    });
    const a = (await gradeRaster(plain, attempt)).score!;
    const b = (await gradeRaster(flipped, mirrored(attempt))).score!;
    expect(Math.abs(a - b)).toBeLessThanOrEqual(1);
  });
});

describe('harming what is protected', () => {
  it('never raises the score, and more harm costs more', async () => {
    const scores: number[] = [];
    for (const side of [0, 16, 32, 64, 128]) {
      const harmed = edited(reference, (rgb, x, y) =>
        x >= 400 && y >= 150 && x < 400 + side && y < 150 + side ? [rgb[0] + 40, rgb[1], rgb[2]] : rgb,
      );
      scores.push((await gradeRaster(retouch, harmed)).score!);
    }
    expect(scores[0]).toBe(100);
    expect(scores).toEqual([...scores].sort((p, q) => q - p));
    expect(scores.at(-1)).toBe(0);
  });

  it('names the place', async () => {
    const harmed = edited(reference, (rgb, x, y) =>
      x >= 416 && y >= 160 && x < 464 && y < 208 ? [rgb[0] + 60, rgb[1], rgb[2]] : rgb,
    );
    const untouched = (await gradeRaster(retouch, harmed)).criteria.find(({ id }) => id === 'untouched')!;
    expect(untouched.places).toHaveLength(1);
    const [place] = untouched.places;
    expect([place!.n, Math.round(place!.x * 648), Math.round((place!.x + place!.width) * 648)]).toEqual([
      1, 416, 480,
    ]);
    expect(untouched.factor).toBeLessThan(1);
  });
});

describe('a retouch patch by patch', () => {
  it.each([0, 1, 2, 3, 4])('%d of 4 healed', async (healed) => {
    const attempt = edited(spotted, (rgb, x, y) => {
      const spot = SPOTS.findIndex(
        ([left, top, w, h]) => x >= left && y >= top && x < left + w && y < top + h,
      );
      if (spot < 0 || spot >= healed) return rgb;
      const at = (y * reference.width + x) * 3;
      return [reference.data[at]!, reference.data[at + 1]!, reference.data[at + 2]!];
    });
    const report = await gradeRaster(retouch, attempt);
    const criterion = report.criteria.find(({ id }) => id === 'healed')!;
    expect([criterion.value, criterion.unit, criterion.places.length]).toEqual([healed, 'of 4', 4 - healed]);
    expect(criterion.score).toBeCloseTo(healed * 25, -0.5);
    expect(report.outcome).toBe(healed === 4 ? 'passed' : 'not-yet');
  });
});
