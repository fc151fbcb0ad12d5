import { describe, expect, it } from 'vitest';
import { blockTones, rangesOf } from '#graders/metrics/range-nearby.ts';
import type { Raster } from '#graders/pixels/types.ts';
import { exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { boxes, from, png } from '#test/support/files.ts';
import { edited, randomFrom, scene } from '#test/support/scene.ts';

type Rgb = readonly [number, number, number];

const PLACE = { x: 104, y: 104, width: 200, height: 160 };
const inPlace = (x: number, y: number): boolean =>
  x >= PLACE.x && y >= PLACE.y && x < PLACE.x + PLACE.width && y < PLACE.y + PLACE.height;

/** Brown with grain of ±24 codes where the mended place and its surroundings lie. */
function wood(seed: number): Raster {
  const random = randomFrom(seed);
  return edited(scene(31), (rgb, x, y) => {
    const n = (random() - 0.5) * 48;
    if (x < 80 || y < 80 || x >= 328 || y >= 288) return rgb;
    return [150 + n, 120 + n, 90 + n];
  });
}

const reference = wood(1);
const other = wood(2);
const start = edited(reference, (rgb, x, y) => (inPlace(x, y) ? [210, 214, 220] : rgb));
const elsewhere = edited(reference, (rgb, x, y) => {
  const at = 3 * (y * other.width + x);
  return inPlace(x, y) ? [other.data[at]!, other.data[at + 1]!, other.data[at + 2]!] : rgb;
});
const dotted = (colour: Rgb, size: number, ...places: readonly [number, number][]): Raster =>
  edited(elsewhere, (rgb, x, y) =>
    places.some(([left, top]) => x >= left && y >= top && x < left + size && y < top + size) ? colour : rgb,
  );

const exercise = await exerciseOf({
  start,
  reference,
  regions: { edit: boxes(reference, [PLACE.x, PLACE.y, PLACE.width, PLACE.height]) },
  criteria: [{ id: 'it', kind: 'specks', region: 'edit', params: { tolerance: 24, limit: 54 } }],
});
const judged = async (bytes: Uint8Array) => (await gradeBytes(exercise, bytes)).report.criteria[0]!;

const DARK: Rgb = [20, 20, 20];
const RED: Rgb = [220, 30, 30];

describe('what stands in a mended place and nowhere near it', () => {
  it.each<[string, Raster, number, number, string, string[]]>([
    ['the reference', reference, 0, 100, 'specks.none', []],
    ['other grain of the same kind', elsewhere, 5.3, 100, 'specks.none', []],
    ['as it was', start, 83, 0, 'specks.left', ['83 levels lighter than anything nearby']],
    [
      'a dark dot of 6 px',
      dotted(DARK, 6, [150, 150]),
      94,
      0,
      'specks.left',
      ['94 levels darker than anything nearby'],
    ],
    [
      'a red dot of 6 px',
      dotted(RED, 6, [150, 150]),
      160,
      0,
      'specks.left',
      ['a colour that nothing nearby has, 160 levels off'],
    ],
    [
      'two of them',
      dotted(RED, 6, [150, 150], [240, 200]),
      160,
      0,
      'specks.left',
      [
        'a colour that nothing nearby has, 160 levels off',
        'a colour that nothing nearby has, 160 levels off',
      ],
    ],
    ['a dark dot of 3 px', dotted(DARK, 3, [150, 150]), 14, 100, 'specks.none', []],
    ['a dark dot beside the place', dotted(DARK, 6, [90, 90]), 5.3, 100, 'specks.none', []],
  ])('%s', async (_, attempt, value, score, code, places) => {
    const found = await judged(await png(attempt));
    expect([found.value, found.score, found.feedback[0]?.code, found.places.map((p) => p.text)]).toEqual([
      value,
      score,
      code,
      places,
    ]);
  });

  it('is unmoved by saving as JPEG 80', async () => {
    const jpeg = await from(elsewhere).jpeg({ quality: 80 }).toBuffer();
    expect((await judged(jpeg)).score).toBe(100);
  });
});

describe('ranges nearby', () => {
  /** Five blocks in a row, the third one white. */
  const row: Raster = {
    width: 20,
    height: 4,
    data: Uint8Array.from({ length: 240 }, (_, i) => (Math.floor((i % 60) / 12) === 2 ? 255 : 0)),
  };
  it.each([
    [0, [0, 0, 255, 0, 0]],
    [1, [0, 255, 255, 255, 0]],
    [2, [255, 255, 255, 255, 255]],
  ])('a white block is within %i blocks', (reach, most) => {
    const ranges = rangesOf(blockTones(row), reach);
    expect([0, 1, 2, 3, 4].map((i) => Math.round(ranges.most[i * 3]!))).toEqual(most);
    expect(Math.max(...ranges.most.filter((_, i) => i % 3 > 0))).toBe(0);
  });
});
