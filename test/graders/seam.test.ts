import { beforeAll, describe, expect, it } from 'vitest';
import { edgeBand } from '#graders/metrics/edge-band.ts';
import type { Plane, Raster } from '#graders/pixels/types.ts';
import { regionOf } from '#graders/regions.ts';
import type { Exercise } from '#graders/types.ts';
import { distances, exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { boxes, png } from '#test/support/files.ts';
import { blend, edited, mirrored, randomFrom, scene } from '#test/support/scene.ts';

type Rgb = [number, number, number];

describe('the band around an edge', () => {
  const size = { width: 160, height: 120 };
  const band = (mask: Plane, width: number) => edgeBand(regionOf('it', 'it', mask).patches, size, width);
  const count = (mask: Plane, width: number, at: number): number =>
    band(mask, width).distance.filter((d) => d === at).length;

  it.each([
    // A box of 40 × 30: its outermost ring of pixels, the one within, and those around it without the corners.
    [1, 2 * 40 + 2 * 28],
    [2, 2 * 38 + 2 * 26],
    [-1, 2 * 40 + 2 * 30],
  ])('at %d px', (at, pixels) => expect(count(boxes(size, [50, 40, 40, 30]), 8, at)).toBe(pixels));

  it.each<[string, Plane, number]>([
    ['the border of the frame is no edge', boxes(size, [0, 0, 80, 120]), 120],
    ['nor is there one where everything is inside', boxes(size, [0, 0, 160, 120]), 0],
  ])('%s', (_, mask, pixels) => expect(count(mask, 12, 1)).toBe(pixels));

  it('reaches as far as it is wide, on both sides', () => {
    const { distance } = band(boxes(size, [60, 40, 40, 40]), 10);
    expect([Math.min(...distance), Math.max(...distance)]).toEqual([-10, 10]);
  });

  it('belongs to stretches of 32 px', () => {
    const { stretches, stretch, distance } = band(boxes(size, [32, 32, 64, 64]), 8);
    expect(stretches).toBe(4);
    // Each holds both sides, though the edge runs along the borders of tiles.
    for (let n = 0; n < 4; n++) {
      const own = distance.filter((_, k) => stretch[k] === n);
      expect([Math.min(...own), Math.max(...own)]).toEqual([-8, 8]);
    }
  });
});

const LABEL: [number, number, number, number] = [240, 120, 200, 180];
const [LEFT, TOP, WIDE, HIGH] = LABEL;
const inside = (x: number, y: number): boolean => x >= LEFT && y >= TOP && x < LEFT + WIDE && y < TOP + HIGH;
/** Pixels to the edge, positive inside. */
const depth = (x: number, y: number): number =>
  Math.min(x - LEFT + 1, LEFT + WIDE - x, y - TOP + 1, TOP + HIGH - y);

const reference = scene(21);
const patched = (change: (rgb: Rgb, x: number, y: number) => Rgb): Raster =>
  edited(reference, (rgb, x, y) => change(rgb, x, y));
const lift = (rgb: Rgb, by: number): Rgb => rgb.map((v) => v + by) as Rgb;
const lighter = patched((rgb, x, y) => (inside(x, y) ? lift(rgb, 24) : rgb));
const darker = patched((rgb, x, y) => (inside(x, y) ? lift(rgb, -24) : rgb));
const warmer = patched((rgb, x, y) => (inside(x, y) ? [rgb[0] + 14, rgb[1], rgb[2] - 20] : rgb));
const rim = patched((rgb, x, y) => (depth(x, y) > 0 && depth(x, y) <= 3 ? lift(rgb, 40) : rgb));
const drawnAround = patched((rgb, x, y) => (depth(x, y) > 0 && depth(x, y) <= 3 ? lift(rgb, -40) : rgb));
const region = boxes(reference, LABEL);

let exercise: Exercise;
beforeAll(async () => {
  exercise = await exerciseOf({
    start: lighter,
    reference,
    criteria: [{ id: 'seam', kind: 'seam', region: 'label', params: { gradientLimit: 0.6, stepLimit: 8 } }],
    regions: { label: region },
  });
});
const seam = async (raster: Raster) => (await gradeBytes(exercise, await png(raster))).report.criteria[0]!;

describe('a seam is named, measured and placed', () => {
  it.each<[string, Raster, string, [number, number], RegExp]>([
    ['none', reference, 'seam.invisible', [100, 100], /without a seam/],
    ['lighter inside', lighter, 'seam.lighter', [0, 30], /is 9(\.\d)? L\* lighter/],
    ['darker inside', darker, 'seam.darker', [0, 30], /is (9|10)(\.\d)? L\* darker/],
    ['warmer inside', warmer, 'seam.cast', [0, 60], /toward (orange|yellow) .* toward (cyan|blue)/],
    ['a light rim', rim, 'seam.rim-light', [0, 70], /about 3 px wide .* 1\d L\* above/],
    ['a dark line', drawnAround, 'seam.rim-dark', [0, 70], /about 3 px wide .* 1\d L\* below/],
  ])('%s', async (_, raster, code, [least, most], says) => {
    const { feedback, score } = await seam(raster);
    expect(feedback[0]!.code).toBe(code);
    expect(feedback[0]!.text).toMatch(says);
    expect(score).toBeGreaterThanOrEqual(least);
    expect(score).toBeLessThanOrEqual(most);
  });

  it('names the contour where that is what is wrong', async () => {
    // The reference has a light label; the attempt has it feathered over 12 px, or the other way round.
    const over = (rgb: Rgb, share: number): Rgb => rgb.map((v) => v + share * (225 - v)) as Rgb;
    const crisp = patched((rgb, x, y) => (inside(x, y) ? over(rgb, 0.8) : rgb));
    const soft = patched((rgb, x, y) => over(rgb, 0.8 * Math.min(1, Math.max(0, (depth(x, y) + 6) / 12))));
    const params = { gradientLimit: 0.6, stepLimit: 8 };
    const criteria = [{ id: 'seam', kind: 'seam', region: 'label', params }];
    for (const [wanted, handedIn, code] of [
      [crisp, soft, 'seam.soft'],
      [soft, crisp, 'seam.hard'],
    ] as const) {
      const one = await exerciseOf({
        start: handedIn,
        reference: wanted,
        criteria,
        regions: { label: region },
      });
      const { feedback } = (await gradeBytes(one, await png(handedIn))).report.criteria[0]!;
      expect(feedback.map((remark) => remark.code)).toContain(code);
    }
  });

  it('points at the bad stretch', async () => {
    const corner = patched((rgb, x, y) =>
      inside(x, y) && x >= LEFT + 136 && y < TOP + 64 ? lift(rgb, 30) : rgb,
    );
    const { report, evidence } = await gradeBytes(exercise, await png(corner));
    const [criterion] = report.criteria;
    const [worst] = criterion!.places;
    expect(worst!.text).toMatch(/\d+(\.\d)? L\* too light inside the edge/);
    expect(worst!.x * 648).toBeGreaterThan(LEFT + 96);
    expect(worst!.y * 432).toBeLessThan(TOP + 64);
    expect(evidence.map(({ name }) => name)).toEqual(['seam-change-map.png', 'seam-edges.jpg']);
  });

  it('a short bad stretch weighs more than its share', async () => {
    const corner = patched((rgb, x, y) => (inside(x, y) && x >= LEFT + 150 ? lift(rgb, 24) : rgb));
    const whole = await distances(exercise, await png(lighter));
    const part = await distances(exercise, await png(corner));
    expect(part['seam/step']!).toBeGreaterThan(whole['seam/step']! / 2);
    expect(part['seam/step']!).toBeLessThan(whole['seam/step']!);
  });
});

describe('what a seam does not see', () => {
  it.each<[string, Raster]>([
    [
      'a grade of the whole picture',
      edited(reference, ([r, g, b]) => [r * 0.9 + 6, g * 0.88 + 6, b * 0.92 + 6]),
    ],
    ['new grain', grain(reference, 5)],
    ['what lies deep inside', patched((rgb, x, y) => (depth(x, y) > 30 ? lift(rgb, 40) : rgb))],
  ])('%s', async (_, raster) => expect((await seam(raster)).score).toBeGreaterThanOrEqual(85));

  function grain(raster: Raster, sigma: number): Raster {
    const next = randomFrom(5);
    return edited(raster, (rgb) => lift(rgb, (next() + next() + next() + next() - 2) * sigma * 1.7));
  }
});

describe('distances', () => {
  it('grow with the damage, and overshoot costs like undershoot', async () => {
    const found: { step: number; gradient: number }[] = [];
    for (const share of [0, 0.25, 0.5, 1]) {
      const d = await distances(exercise, await png(blend(reference, lighter, share)));
      found.push({ step: d['seam/step']!, gradient: d['seam/gradient']! });
    }
    expect(found[0]).toEqual({ step: 0, gradient: 0 });
    for (const key of ['step', 'gradient'] as const)
      expect(found.map((d) => d[key])).toEqual(found.map((d) => d[key]).sort((p, q) => p - q));
    const below = await distances(exercise, await png(darker));
    expect(below['seam/step']! / found[3]!.step).toBeGreaterThan(0.8);
    expect(below['seam/step']! / found[3]!.step).toBeLessThan(1.4);
  });

  it('are alike in the mirror', async () => {
    const other = await exerciseOf({
      start: mirrored(lighter),
      reference: mirrored(reference),
      criteria: [{ id: 'seam', kind: 'seam', region: 'label' }],
      regions: { label: boxes(reference, [648 - LEFT - WIDE, TOP, WIDE, HIGH]) },
    });
    const [plain, reflected] = [
      await distances(exercise, await png(warmer)),
      await distances(other, await png(mirrored(warmer))),
    ];
    // Stretches are cut by tiles from the left, which a mirror moves by eight pixels.
    expect(reflected['seam/step']! / plain['seam/step']!).toBeCloseTo(1, 1);
    expect(reflected['seam/gradient']! / plain['seam/gradient']!).toBeCloseTo(1, 1);
  });

  it('fall back on lightness where the mask is thinner than two cells', async () => {
    const thread: [number, number, number, number] = [100, 203, 400, 10];
    const thin = await exerciseOf({
      start: reference,
      reference,
      criteria: [
        { id: 'seam', kind: 'seam', region: 'thread', params: { gradientLimit: 0.6, stepLimit: 8 } },
      ],
      regions: { thread: boxes(reference, thread) },
    });
    const light = patched((rgb, x, y) => (y >= 203 && y < 213 && x >= 100 && x < 500 ? lift(rgb, 24) : rgb));
    const found = await distances(thin, await png(light));
    expect(found['seam/step']).toBeGreaterThan(6);
  });
});
