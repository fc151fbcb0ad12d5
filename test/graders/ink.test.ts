import { describe, expect, it } from 'vitest';
import { measureCells } from '#graders/metrics/cells.ts';
import { inkAxis } from '#graders/metrics/ink-tint.ts';
import type { Raster } from '#graders/pixels/types.ts';
import { regionOf } from '#graders/regions.ts';
import { exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { boxes, from, png } from '#test/support/files.ts';
import { edited, scene } from '#test/support/scene.ts';

type Rgb = readonly [number, number, number];
type Bar = readonly [number, number, number, number];

const GREEN: Rgb = [30, 122, 116];
const CREAM: Rgb = [235, 229, 219];
const PINK: Rgb = [250, 200, 219];
const PEACH: Rgb = [255, 216, 180];
/** Strokes of two lines of type. */
const UPPER: readonly Bar[] = [140, 160, 180, 200].map((x) => [x, 140, 7, 40]);
const LOWER: readonly Bar[] = [140, 154, 168, 182].map((x) => [x, 240, 4, 24]);
const ground = edited(scene(31), (rgb, x, y) => (x >= 104 && x < 264 && y >= 104 && y < 296 ? GREEN : rgb));

/** Strokes on a green label; each line in its own ink. */
function label(upper: Rgb, lower = upper, { shift = 0, bolder = 0 } = {}): Raster {
  const data = ground.data.slice();
  const print = (bars: readonly Bar[], ink: Rgb): void => {
    for (const [x, y, width, height] of bars)
      for (let row = y; row < y + height; row++)
        for (let column = x + shift; column < x + shift + width + bolder; column++)
          data.set(ink, 3 * (row * ground.width + column));
  };
  print(UPPER, upper);
  print(LOWER, lower);
  return { ...ground, data };
}

const reference = label(CREAM);
/** As tight as the lettering. */
const mask = boxes(
  reference,
  ...[...UPPER, ...LOWER].map((bar) => [...bar] as [number, number, number, number]),
);
const exercise = await exerciseOf({
  start: label(GREEN),
  reference,
  regions: { ink: mask },
  criteria: [{ id: 'it', kind: 'ink', region: 'ink' }],
});
const judged = async (bytes: Uint8Array) => (await gradeBytes(exercise, bytes)).report.criteria[0]!;

describe('the colour of lettering', () => {
  it.each<[string, Raster, number, number, string, number]>([
    ['the reference', reference, 0, 100, 'ink.matches', 0],
    ['a pixel to the right', label(CREAM, CREAM, { shift: 1 }), 0.2, 100, 'ink.matches', 0],
    ['a pixel bolder', label(CREAM, CREAM, { bolder: 1 }), 1.1, 100, 'ink.matches', 0],
    ['nothing printed', label(GREEN), 0.5, 100, 'ink.matches', 0],
    ['pink', label(PINK), 15, 0, 'ink.off', 8],
    ['one line of two in pink', label(CREAM, PINK), 12, 0, 'ink.off', 4],
    ['peach', label(PEACH), 13, 0, 'ink.off', 8],
  ])('%s', async (_, attempt, value, score, code, places) => {
    const found = await judged(await png(attempt));
    expect([found.value, found.score, found.feedback[0]?.code, found.places.length]).toEqual([
      value,
      score,
      code,
      places,
    ]);
  });

  it.each([
    ['JPEG 80, half the chroma', 80, '4:2:0'],
    ['JPEG 92', 92, '4:4:4'],
  ])('is unmoved by saving as %s', async (_, quality, chromaSubsampling) => {
    const { score } = await judged(await from(reference).jpeg({ quality, chromaSubsampling }).toBuffer());
    expect(score).toBe(100);
  });
});

describe('the way from ground to ink', () => {
  const region = regionOf('ink', 'ink', mask);
  const rounded = (raster: Raster): number[] =>
    inkAxis(measureCells(raster), region).map((v) => Math.round(v * 100) / 100);
  it('leads from green to cream, whichever is more', () => expect(rounded(reference)).toEqual([0.95, 0.32]));
  it('is none where both have one chroma', () => expect(rounded(label(GREEN))).toEqual([0, 0]));
});
