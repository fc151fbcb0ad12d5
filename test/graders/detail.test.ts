import { beforeAll, describe, expect, it } from 'vitest';
import { overshoot, strongEdges } from '#graders/metrics/overshoot.ts';
import type { Plane, Raster } from '#graders/pixels/types.ts';
import type { Exercise } from '#graders/types.ts';
import { distances, exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { boxes, from, png } from '#test/support/files.ts';
import { blend, edited, mirrored, scene } from '#test/support/scene.ts';

/** A dark field left of x = 32 and a light one right of it. */
const field = (code: (x: number) => number): Plane => ({
  width: 64,
  height: 48,
  data: Uint8Array.from({ length: 64 * 48 }, (_, i) => code(i % 64)),
});
const turned = ({ width, height, data }: Plane): Plane => ({
  width: height,
  height: width,
  data: data.map((_, i) => data[(i % height) * width + Math.floor(i / height)]!),
});
const flipped = (plane: Plane): Plane => ({
  ...plane,
  data: plane.data.map((_, i) => plane.data[i - (i % plane.width) + plane.width - 1 - (i % plane.width)]!),
});
const step = (x: number): number => (x < 32 ? 80 : 160);
const target = field(step);

describe('overshoot along an edge', () => {
  it.each<[string, (x: number) => number, [number, number], [number, number]]>([
    ['alike', step, [0, 0], [0, 0]],
    ['a light halo of 3 px', (x) => step(x) + (x >= 32 && x < 35 ? 12 : 0), [12, 3], [0, 0]],
    ['a dark line of 2 px', (x) => step(x) - (x >= 30 && x < 32 ? 8 : 0), [0, 0], [8, 2]],
    ['both', (x) => step(x) + (x >= 32 && x < 36 ? 10 : x >= 28 && x < 32 ? -6 : 0), [10, 4], [6, 4]],
    ['a ramp of 4 px', (x) => Math.min(160, Math.max(80, 80 + (x - 29) * 16)), [-32, 1], [-32, 1]],
    ['lighter all over', (x) => step(x) + 20, [0, 0], [0, 0]],
  ])('%s', (_, code, bright, dark) => {
    for (const lay of [(plane: Plane) => plane, turned, flipped]) {
      const found = overshoot(lay(field(code)), lay(target), strongEdges(lay(target), null), 1);
      expect([found.bright.amount, found.dark.amount]).toEqual([bright[0], dark[0]]);
      if (bright[0] > 0) expect(found.bright.width).toBe(bright[1]);
      if (dark[0] > 0) expect(found.dark.width).toBe(dark[1]);
    }
  });

  it('a flatter copy is no halo once its contrast is taken out', () => {
    const flat = field((x) => step(x) / 2);
    const { bright, dark } = overshoot(flat, target, strongEdges(target, null), 0.5);
    expect([bright.amount, dark.amount]).toEqual([0, 0]);
  });

  it('a picture without strong edges has none', () => {
    const plain = field(() => 120);
    expect(strongEdges(plain, null).at).toHaveLength(0);
    expect(overshoot(plain, plain, strongEdges(plain, null), 1).bright.amount).toBe(0);
  });

  it('only edges within the region count', () => {
    const blocks = new Uint8Array(16 * 12).fill(16);
    expect(strongEdges(target, blocks).at.length).toBe(strongEdges(target, null).at.length);
    expect(strongEdges(target, blocks.fill(0)).at).toHaveLength(0);
  });
});

const convolved = async (raster: Raster, sigma: number): Promise<Raster> => ({
  ...raster,
  data: new Uint8Array(await from(raster).blur(sigma).raw().toBuffer()),
});
/** Unsharp masking: the picture less its blur, added `amount` times. */
async function sharpened(raster: Raster, sigma: number, amount: number): Promise<Raster> {
  return blend(await convolved(raster, sigma), raster, 1 + amount);
}

const crisp = scene(8);
let soft: Raster;
let exercise: Exercise;
beforeAll(async () => {
  soft = await convolved(crisp, 1.2);
  exercise = await exerciseOf({
    start: soft,
    reference: crisp,
    criteria: [{ id: 'halo', kind: 'detail', params: { terms: ['halo'] } }],
  });
});
const halo = async (raster: Raster) => (await gradeBytes(exercise, await png(raster))).report.criteria[0]!;

describe('a halo is named, measured and placed', () => {
  it.each<[string, () => Promise<Raster> | Raster, string, [number, number]]>([
    ['as the brief asks', () => crisp, 'detail.matches', [100, 100]],
    ['untouched', () => soft, 'detail.edges-soft', [0, 0]],
    ['half way', () => blend(soft, crisp, 0.5), 'detail.edges-soft', [45, 66]],
    ['crunchy', () => sharpened(crisp, 1.5, 1.2), 'detail.halo-dark', [0, 20]],
    ['past the mark', () => blend(soft, crisp, 1.5), 'detail.halo-dark', [40, 70]],
  ])('%s', async (_, make, code, [least, most]) => {
    const { feedback, score } = await halo(await make());
    expect(feedback[0]!.code).toBe(code);
    expect(score).toBeGreaterThanOrEqual(least);
    expect(score).toBeLessThanOrEqual(most);
  });

  it('says how wide and how many levels, and shows the worst edges', async () => {
    const bytes = await png(await sharpened(crisp, 1.5, 1.2));
    const { report, evidence } = await gradeBytes(exercise, bytes);
    const [criterion] = report.criteria;
    expect(criterion!.feedback[0]!.text).toMatch(/dark line, [1-4] px wide and \d+(\.\d)? levels deep/);
    expect(criterion!.unit).toBe('levels');
    expect(criterion!.places.length).toBeGreaterThan(0);
    expect(criterion!.places[0]!.text).toMatch(/halo of \d/);
    expect(evidence.map(({ name, mime }) => [name, mime])).toEqual([['halo-edges.jpg', 'image/jpeg']]);
    expect(evidence[0]!.alt).toMatch(/lighter than the reference in orange/);
  });

  it('grows with the damage, and is alike in the mirror', async () => {
    const amounts = [0.25, 0.5, 1, 2];
    const found: number[] = [];
    for (const amount of amounts)
      found.push((await distances(exercise, await png(await sharpened(crisp, 1.5, amount))))['halo/halo']!);
    expect(found).toEqual([...found].sort((p, q) => p - q));
    const other = await exerciseOf({
      start: mirrored(soft),
      reference: mirrored(crisp),
      criteria: [{ id: 'halo', kind: 'detail', params: { terms: ['halo'] } }],
    });
    const crunchy = await sharpened(crisp, 1.5, 1);
    const reflected = (await distances(other, await png(mirrored(crunchy))))['halo/halo']!;
    expect(reflected).toBeCloseTo(found[2]!, 1);
  });

  it('a tonal edit is no halo', async () => {
    const darker = edited(crisp, (rgb) => rgb.map((v) => v * 0.8 + 12) as [number, number, number]);
    expect((await distances(exercise, await png(darker)))['halo/halo']).toBeLessThan(1.5);
  });

  it('stands beside sharpness and noise without changing them', async () => {
    const right = { right: boxes(crisp, [320, 0, 328, 432]) };
    const criteria = [
      { id: 'plain', kind: 'detail', region: 'right' },
      {
        id: 'all',
        kind: 'detail',
        region: 'right',
        params: { terms: ['sharpness', 'noise', 'halo'], haloLimit: 20 },
      },
    ];
    const both = await exerciseOf({ start: soft, reference: crisp, criteria, regions: right });
    const found = await distances(both, await png(await sharpened(crisp, 1, 0.5)));
    expect(found['all/sharpness']).toBe(found['plain/sharpness']);
    expect(found['all/noise']).toBe(found['plain/noise']);
    expect(found['all/halo']).toBeGreaterThan(2);
  });
});
