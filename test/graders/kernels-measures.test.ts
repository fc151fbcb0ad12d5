import { describe, expect, test } from 'vitest';
import type { Field } from '#graders/align/field.ts';
import { likeness } from '#graders/align/likeness.ts';
import { normalEquations } from '#graders/align/normal-equations.ts';
import { linesThrough } from '#graders/align/lines-through.ts';
import { seenThrough } from '#graders/align/through.ts';
import type { Homography } from '#graders/align/types.ts';
import { uniform } from '#graders/authoring/random.ts';
import { measureCells, measureLines } from '#graders/metrics/cells.ts';
import { fineStructure } from '#graders/metrics/fine-structure.ts';
import { halfLuma } from '#graders/metrics/half-luma.ts';
import { measureHistograms } from '#graders/metrics/histogram.ts';
import { measureLuma } from '#graders/metrics/luma.ts';
import { ssimMap } from '#graders/metrics/ssim.ts';
import type { Lines } from '#graders/pixels/lines.ts';
import type { Raster } from '#graders/pixels/types.ts';
import { regionOf } from '#graders/regions.ts';

function noise(width: number, height: number, seed = 5): Raster {
  const next = uniform(seed);
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) data[i] = next() * 256;
  return { width, height, data };
}

/** Lines, read in this order, as a picture. */
function drawn({ width, height, read }: Lines, rows: readonly number[] = [...Array(height).keys()]): Raster {
  const data = new Uint8Array(width * height * 3);
  for (const y of rows) read(y, data.subarray(y * width * 3, (y + 1) * width * 3));
  return { width, height, data };
}

describe('histograms', () => {
  test.each([
    [640, 480],
    [1201, 801],
    [3, 2],
    [1, 1],
  ])('%i × %i are the same compiled and plain', (width, height) => {
    const picture = noise(width, height);
    expect(measureHistograms(picture)).toEqual(measureHistograms(picture, null));
  });

  test('ends of the range, and grey', () => {
    const data = Uint8Array.from([0, 1, 9, 255, 254, 80, 128, 128, 128, 1, 1, 1]);
    const { blown, blocked, total, channels } = measureHistograms({ width: 4, height: 1, data });
    expect([blown, blocked, total]).toEqual([1, 2, 4]);
    expect(channels.a[128]).toBeGreaterThanOrEqual(2);
    expect(channels.red.reduce((sum, n) => sum + n, 0)).toBe(4);
  });
});

describe('structure', () => {
  test.each([
    [64, 48, 'whole blocks'],
    [67, 45, 'a rest at both ends'],
    [8, 8, 'one window'],
    [2600, 2000, 'every second row of windows'],
  ])('%i × %i, %s, is the same compiled and plain', (width, height) => {
    const picture = noise(width, height);
    const target = measureLuma(noise(width, height, 9));
    expect(ssimMap(picture, target, null)).toEqual(ssimMap(picture, target, null, null));
  });

  test.each([
    [64, 48],
    [67, 45],
    [201, 99],
  ])('%i × %i in a region of three spots is the same compiled and plain', (width, height) => {
    const picture = noise(width, height);
    const target = measureLuma(noise(width, height, 9));
    const mask = new Uint8Array(width * height);
    for (const at of [0, (height >> 1) * width + 30, mask.length - 1]) mask[at] = 255;
    const region = regionOf('spots', 'a', { width, height, data: mask });
    const map = ssimMap(picture, target, region);
    expect(map.measured).toBeGreaterThan(2);
    expect(map).toEqual(ssimMap(picture, target, region, null));
  });
});

describe('lines through a map', () => {
  const UPSIDE_DOWN: Homography = [-1, 0, 0, 0, -1, 0, 0, 0, 1];
  const UPRIGHT: Homography = [0, -1, 0, 1, 0, 0, 0, 0, 1];

  test.each<[string, [number, number], [number, number], Homography]>([
    ['turned and moved', [200, 120], [180, 130], [1.02, 0.05, 3.3, -0.05, 1.02, -2.1, 0, 0, 1]],
    ['in perspective', [300, 200], [310, 180], [1, 0.02, 5, 0.01, 0.98, 3, 1e-4, 3e-4, 1]],
    ['enlarged tenfold', [5, 4], [40, 30], [0.1, 0, 0, 0, 0.1, 0, 0, 0, 1]],
    ['from far outside', [40, 30], [20, 20], [1, 0, 1e7, 0, 1, -1e7, 0, 0, 1]],
    ['across the horizon of its plane', [40, 30], [60, 60], [1, 0, 0, 0, 1, 0, 0.05, 0, 1]],
    ['behind its plane', [40, 30], [60, 60], [1, 0, 0, 0, 1, 0, 0.01, 0, -1]],
    ['upside down', [80, 60], [80, 60], UPSIDE_DOWN],
    ['upright', [80, 60], [60, 80], UPRIGHT],
    ['as it is', [33, 21], [33, 21], [1, 0, 0, 0, 1, 0, 0, 0, 1]],
  ])('%s, are the same compiled, in bands and plain', (_, [width, height], [w, h], m) => {
    const picture = noise(width, height);
    const frame = { width: w, height: h };
    const truth = drawn(linesThrough(picture, frame, m, null));
    expect(drawn(linesThrough(picture, frame, m))).toEqual(truth);
    expect(drawn(linesThrough(picture, frame, m, undefined, 1))).toEqual(truth);
  });

  test('as it is, unchanged to the last column and row', () => {
    const picture = noise(33, 21);
    expect(drawn(linesThrough(picture, picture, [1, 0, 0, 0, 1, 0, 0, 0, 1]))).toEqual(picture);
  });

  test('in any order, some of them', () => {
    const picture: Raster = { width: 10, height: 6, data: new Uint8Array(180).fill(90) };
    const { data } = drawn(linesThrough(picture, picture, [1, 0, 0, 0, 1, 0, 0, 0, 1], undefined, 1), [4, 1]);
    const rows = Array.from({ length: 6 }, (_, y) => new Set(data.subarray(y * 30, (y + 1) * 30)));
    expect(rows.map((row) => [...row])).toEqual([[0], [90], [0], [0], [90], [0]]);
  });

  test('cells of a smooth picture are within 0.15 ΔE76 of those of the full map', () => {
    const data = new Uint8Array(400 * 300 * 3);
    for (let y = 0, i = 0; y < 300; y++)
      for (let x = 0; x < 400; x++)
        for (let c = 0; c < 3; c++, i++)
          data[i] = 128 + 90 * Math.sin((x + 40 * c) / 37) * Math.cos((y - 25 * c) / 29);
    const picture: Raster = { width: 400, height: 300, data };
    const frame = { width: 360, height: 260 };
    const m: Homography = [0.9995, -0.03, 2.4, 0.03, 0.9995, -1.7, 0, 0, 1];
    const quick = measureLines(linesThrough(picture, frame, m)).lab;
    const full = measureCells(seenThrough(picture, frame, m)).lab;
    let worst = 0;
    for (let i = 0; i < full.length; i += 3)
      worst = Math.max(
        worst,
        Math.hypot(quick[i]! - full[i]!, quick[i + 1]! - full[i + 1]!, quick[i + 2]! - full[i + 2]!),
      );
    expect(worst).toBeLessThan(0.15);
  });
});

describe('fields under a motion', () => {
  const field = (width: number, height: number, seed: number): Field => {
    const next = uniform(seed);
    const data = Float32Array.from({ length: width * height }, () => next() * 4 - 2);
    return { width, height, data, cx: width / 2 - 0.5, cy: height / 2 - 0.3 };
  };

  test.each([
    ['still', 60, 40, { a: 1, b: 0, dx: 0, dy: 0 }],
    ['turned, enlarged and moved', 60, 45, { a: 1.03, b: -0.07, dx: 1.3, dy: -2.6 }],
    ['every second row of a large one', 400, 300, { a: 0.98, b: 0.01, dx: 0.2, dy: 0.4 }],
    ['far outside', 60, 40, { a: 1, b: 0, dx: 1e9, dy: 0 }],
    ['nowhere', 60, 40, { a: NaN, b: 0, dx: 0, dy: 0 }],
    ['too small for a gradient', 2, 2, { a: 1, b: 0, dx: 0, dy: 0 }],
  ])('%s: the same compiled and plain, to the bit', (_, width, height, motion) => {
    const [source, frame] = [field(width, height, 3), field(width, height, 4)];
    const equations = normalEquations(source, frame, motion);
    expect([...equations]).toEqual([...normalEquations(source, frame, motion, null)]);
    expect(likeness(source, frame, motion)).toEqual(likeness(source, frame, motion, null));
  });
});

describe('the inside of cells', () => {
  test.each([
    [64, 48, 'whole cells'],
    [67, 45, 'a rest at both ends'],
    [8, 8, 'one cell'],
    [7, 7, 'none'],
    [2600, 2000, 'one row in two'],
  ])('%i × %i, %s, is the same compiled and plain, to the bit', (width, height) => {
    const picture = noise(width, height);
    const target = halfLuma(noise(width, height, 9));
    expect(fineStructure(picture, target)).toEqual(fineStructure(picture, target, null));
  });
});
