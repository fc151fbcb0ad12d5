import { describe, expect, it } from 'vitest';
import type { Plane, Raster } from '#graders/pixels/types.ts';
import { exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { from, boxes, png } from '#test/support/files.ts';
import { edited, randomFrom } from '#test/support/scene.ts';

const [WIDTH, HEIGHT] = [400, 320];

/** Grain of σ about 5 codes on a slope. */
function grained(seed: number): Raster {
  const random = randomFrom(seed);
  const data = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const code = 90 + (i % WIDTH) / 8 + (random() + random() + random() - 1.5) * 10;
    data.fill(code, 3 * i, 3 * i + 3);
  }
  return { width: WIDTH, height: HEIGHT, data };
}

const reference = grained(1);
const other = grained(2);
const MARKS: [number, number, number, number][] = [
  [60, 60, 40, 40],
  [200, 60, 40, 40],
  [320, 60, 40, 40],
  [60, 200, 40, 40],
  [200, 200, 40, 40],
  [320, 200, 40, 40],
];
const mask = boxes(reference, ...MARKS);
const inside = ({ data }: Plane, x: number, y: number): boolean => data[y * WIDTH + x]! > 0;
const within = (change: (x: number, y: number) => number, of: Plane = mask): Raster =>
  edited(reference, (rgb, x, y) => {
    if (!inside(of, x, y)) return rgb;
    const code = change(x, y);
    return [code, code, code];
  });

const slope = (x: number): number => 90 + x / 8;
const at = ({ data }: Raster, x: number, y: number): number => data[3 * (y * WIDTH + x)]!;

/** Bright dots in a ring of 6 to 12 px around the first mark, which is mended well. */
const dotted = edited(reference, (rgb, x, y) => {
  const [left, top, width, height] = MARKS[0]!;
  const off = Math.max(left - x, x - (left + width - 1), top - y, y - (top + height - 1));
  return off >= 6 && off <= 12 && x % 6 < 3 && y % 6 < 3 ? [240, 240, 240] : rgb;
});

const start = within((x, y) => ((x + y) % 7 < 3 ? 220 : slope(x)));
const exercise = await exerciseOf({
  start,
  reference,
  regions: { marks: mask },
  criteria: [{ id: 'it', kind: 'repair', region: 'marks', params: { limit: 3 } }],
});
const judged = async (bytes: Uint8Array) => (await gradeBytes(exercise, bytes)).report.criteria[0]!;

describe('the texture of mended places', () => {
  it.each<[string, Raster, [number, number], string, number]>([
    ['the reference', reference, [100, 100], 'repair.even', 6],
    ['other grain of the same kind', within((x, y) => at(other, x, y)), [90, 100], 'repair.even', 6],
    ['filled flat', within(slope), [0, 0], 'repair.smooth', 0],
    ['dragged sideways', within((x, y) => at(reference, x - (x % 40), y)), [0, 10], 'repair.dragged', 0],
    ['dragged down', within((x, y) => at(reference, x, y - (y % 40))), [0, 10], 'repair.dragged', 0],
    ['as it was', start, [0, 10], 'repair.rough', 0],
    ['one of six filled flat', within(slope, boxes(reference, MARKS[0]!)), [0, 60], 'repair.smooth', 5],
    ['mended well, with new specks beside one', dotted, [0, 60], 'repair.beside', 5],
    ['two of six', within(slope, boxes(reference, MARKS[0]!, MARKS[3]!)), [0, 5], 'repair.smooth', 4],
  ])('%s', async (_, attempt, [least, most], code, done) => {
    const { score, value, feedback, places } = await judged(await png(attempt));
    expect(score).toBeGreaterThanOrEqual(least);
    expect(score).toBeLessThanOrEqual(most);
    expect([value, feedback[0]?.code]).toEqual([done, code]);
    expect(places).toHaveLength(code === 'repair.rough' ? 0 : 6 - done);
  });

  it('saving takes grain away inside and around alike', async () => {
    const { score } = await judged(
      await from(within((x, y) => at(other, x, y)))
        .jpeg({ quality: 80 })
        .toBuffer(),
    );
    expect(score).toBeGreaterThanOrEqual(90);
  });
});
