import { describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { drawFrameMap } from '#graders/evidence/frame-map.ts';
import { finenessDelta, finenessOf } from '#graders/metrics/fineness.ts';
import type { Plane } from '#graders/pixels/types.ts';
import type { Registration } from '#graders/align/types.ts';
import { exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { boxes, png } from '#test/support/files.ts';
import { edited, scene } from '#test/support/scene.ts';

const plane = (width: number, height: number, code: (x: number, y: number) => number): Plane => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, i) => code(i % width, Math.floor(i / width))),
});
const GRID = { columns: 8, rows: 6 };

describe('fineness by cell', () => {
  it('is the mean square of the Laplacian', () => {
    // One bright pixel inside a cell: (4 · 10)² of its own and 10² of each of four neighbours, over 64 pixels.
    const dot = plane(64, 48, (x, y) => (x === 28 && y === 20 ? 110 : 100));
    const found = finenessOf(dot);
    expect(found[2 * 8 + 3]).toBeCloseTo((1600 + 400) / 64, 5);
    expect(found.filter((value) => value > 0)).toHaveLength(1);
  });

  it('a chequer of twice the amplitude is two octaves finer, less what counts as plain', () => {
    const chequer = (a: number) => finenessOf(plane(64, 48, (x, y) => 100 + ((x + y) & 1 ? a : -a)));
    const delta = finenessDelta(chequer(20), chequer(10), GRID, 1);
    expect(delta[2 * 8 + 3]).toBeCloseTo(2, 1);
    expect(finenessDelta(chequer(10), chequer(20), GRID, 1)[19]).toBeCloseTo(-delta[19]!, 6);
    // The contrast of the whole is taken out.
    expect(finenessDelta(chequer(20), chequer(10), GRID, 2)[19]).toBeCloseTo(0, 1);
  });

  it('noise of a level in a plain place is no difference', () => {
    const plain = finenessOf(plane(64, 48, () => 100));
    const noisy = finenessOf(plane(64, 48, (x, y) => 100 + ((x * 7 + y * 13) % 5 === 0 ? 1 : 0)));
    expect(Math.max(...finenessDelta(noisy, plain, GRID, 1).map(Math.abs))).toBeLessThan(0.5);
  });
});

describe('the wanted frame over a picture', () => {
  const registration = (more: Partial<Registration>): Registration => ({
    angle: 0,
    scale: 1,
    dx: 0,
    dy: 0,
    likeness: 1,
    sourceWidth: 960,
    sourceHeight: 640,
    state: 'mapped',
    ...more,
  });
  /** Alpha and red of a pixel. */
  async function at(bytes: Uint8Array, x: number, y: number): Promise<[number, number]> {
    const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const i = (y * info.width + x) * 4;
    return [data[i + 3]!, data[i]!];
  }

  it('smaller than the picture: edges in orange, fourths in white, clear between', async () => {
    const { bytes, width, height } = drawFrameMap({ width: 800, height: 400 }, registration({}));
    expect([width, height]).toEqual([960, 640]);
    expect(await at(bytes, 80, 320)).toEqual([255, 224]);
    expect(await at(bytes, 400, 120)).toEqual([255, 224]);
    expect(await at(bytes, 480, 300)).toEqual([255, 255]);
    expect(await at(bytes, 280, 300)).toEqual([255, 255]);
    expect((await at(bytes, 350, 300))[0]).toBe(0);
    expect((await at(bytes, 40, 320))[0]).toBe(0);
  });

  it('turned by two degrees, its upright middle leans by half of that on either side', async () => {
    const { bytes } = drawFrameMap({ width: 960, height: 640 }, registration({ angle: 2 }));
    const off = 300 * Math.tan((2 * Math.PI) / 180);
    const line = async (y: number) => {
      const xs = Array.from({ length: 60 }, (_, i) => 450 + i);
      const found = await Promise.all(xs.map(async (x) => ({ x, alpha: (await at(bytes, x, y))[0] })));
      return found.filter(({ alpha }) => alpha === 255).map(({ x }) => x - 480);
    };
    expect(await line(320 - 300)).toEqual([Math.floor(off)]);
    expect(await line(320 + 300)).toEqual([Math.floor(-off)]);
  });

  it('larger than the picture, of which nothing is seen but the fourths', async () => {
    const { bytes } = drawFrameMap({ width: 4000, height: 3000 }, registration({}));
    expect(await at(bytes, 480, 100)).toEqual([255, 255]);
    expect((await at(bytes, 0, 100))[0]).toBe(0);
  });
});

describe('criteria point at the place', () => {
  const inCard = (x: number, y: number): boolean => x >= 40 && x < 104 && y >= 40 && y < 88;
  const view = edited(scene(3), (rgb, x, y) => (inCard(x, y) ? [150, 150, 150] : rgb));
  const yellow = edited(view, ([r, g, b]) => [r, g, b * 0.6]);

  it('a cast: the neutral itself, by name and amount', async () => {
    const exercise = await exerciseOf({
      start: yellow,
      reference: view,
      criteria: [{ id: 'it', kind: 'neutral', region: 'card' }],
      regions: { card: boxes(view, [40, 40, 64, 48]) },
    });
    const untouched = await gradeBytes(exercise, await png(yellow));
    const [place, ...more] = untouched.report.criteria[0]!.places;
    expect(more).toEqual([]);
    expect(place!.text).toMatch(/^should be neutral, leans toward [a-z-]+ by [\d.]+ C\*ab$/);
    expect(place!.x * 648).toBeLessThanOrEqual(40);
    expect((place!.x + place!.width) * 648).toBeGreaterThanOrEqual(104);
    const right = await gradeBytes(exercise, await png(view));
    expect(right.report.criteria[0]!.places).toEqual([]);
  });
});
