import { describe, expect, test } from 'vitest';
import { seenThrough } from '#graders/align/through.ts';
import type { Homography } from '#graders/align/types.ts';
import { uniform } from '#graders/authoring/random.ts';
import { kernels } from '#graders/kernels/kernels.ts';
import { halved } from '#graders/pixels/halve.ts';
import type { Raster } from '#graders/pixels/types.ts';

function noise(width: number, height: number): Raster {
  const next = uniform(5);
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) data[i] = next() * 256;
  return { width, height, data };
}

const SAME: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1];

describe('a picture seen through a map', () => {
  test.each<[string, [number, number], [number, number], Homography]>([
    ['turned and moved', [200, 120], [180, 130], [1.02, 0.05, 3.3, -0.05, 1.02, -2.1, 0, 0, 1]],
    ['in perspective', [300, 200], [310, 180], [1, 0.02, 5, 0.01, 0.98, 3, 1e-4, 3e-4, 1]],
    ['enlarged tenfold', [5, 4], [40, 30], [0.1, 0, 0, 0, 0.1, 0, 0, 0, 1]],
    ['from far outside', [40, 30], [20, 20], [1, 0, 1e7, 0, 1, -1e7, 0, 0, 1]],
    ['across the horizon of its plane', [40, 30], [60, 60], [1, 0, 0, 0, 1, 0, 0.05, 0, 1]],
  ])('%s is the same compiled and plain', (_, [width, height], [w, h], m) => {
    const picture = noise(width, height);
    const frame = { width: w, height: h };
    expect(seenThrough(picture, frame, m)).toEqual(seenThrough(picture, frame, m, null));
  });

  test.each([
    ['as it is, unchanged', SAME, (x: number, y: number) => [x, y]],
    [
      'moved by whole pixels, moved',
      [1, 0, 3, 0, 1, -2, 0, 0, 1] as Homography,
      (x: number, y: number) => [x + 3, y - 2],
    ],
    [
      'turned over, turned over',
      [-1, 0, 0, 0, -1, 0, 0, 0, 1] as Homography,
      (x: number, y: number) => [39 - x, 29 - y],
    ],
  ])('%s', (_, m, from) => {
    const picture = noise(40, 30);
    const seen = seenThrough(picture, picture, m, kernels);
    for (let y = 4; y < 26; y++)
      for (let x = 4; x < 36; x++) {
        const [u, v] = from(x, y) as [number, number];
        const [at, source] = [(y * 40 + x) * 3, (v * 40 + u) * 3];
        expect([...seen.data.subarray(at, at + 3)]).toEqual([...picture.data.subarray(source, source + 3)]);
      }
  });

  test('a flat picture stays flat', () => {
    const flat: Raster = { width: 30, height: 20, data: new Uint8Array(1800).fill(173) };
    const seen = seenThrough(flat, { width: 50, height: 50 }, [0.71, 0.3, 2.2, -0.3, 0.71, 1, 0, 0, 1]);
    expect(new Set(seen.data)).toEqual(new Set([173]));
  });
});

describe('half the size', () => {
  test.each([
    [64, 48],
    [33, 21],
    [2, 2],
  ])('%i × %i is the same compiled and plain', (width, height) => {
    const picture = noise(width, height);
    expect(halved(picture)).toEqual(halved(picture, null));
  });

  test('every sum of light has the code that the whole table gives it', () => {
    const codes = Array.from({ length: 256 }, (_, i) => i);
    const pairs = codes.flatMap((a) => codes.map((b) => [a, b, a >> 1, b]).flat());
    const width = 512;
    const height = 2 * Math.ceil(pairs.length / (width * 3) / 2);
    const data = new Uint8Array(width * height * 3);
    data.set(pairs);
    const picture = { width, height, data };
    expect(halved(picture)).toEqual(halved(picture, null));
  });

  test('is the mean in linear light', () => {
    const board = {
      width: 2,
      height: 2,
      data: Uint8Array.from([0, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0]),
    };
    expect([...halved(board).data]).toEqual([188, 188, 188]);
  });
});
