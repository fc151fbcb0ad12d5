import { describe, expect, it } from 'vitest';
import type { KeptView } from '#graders/criteria/types.ts';
import { layFree, type StartPlace } from '#graders/lay.ts';
import { measureCells } from '#graders/metrics/cells.ts';
import { resize } from '#graders/pixels/resize.ts';
import type { Raster } from '#graders/pixels/types.ts';
import { randomFrom, scene } from '#test/support/scene.ts';

const frame = scene(9, 800, 534);
const target = { cells: measureCells(frame) } as KeptView;
const start: StartPlace = {
  size: frame,
  cells: target.cells,
  placed: { angle: 0, scale: 1, dx: 0, dy: 0 },
  perspective: false,
};

/** Coarse grain that survives the mean of a cell. */
function grained({ width, height, data }: Raster, sigma: number): Raster {
  const random = randomFrom(4);
  const blocks = Float64Array.from({ length: Math.ceil(width / 8) * Math.ceil(height / 8) }, () =>
    Math.round((random() + random() + random() - 1.5) * 2 * sigma),
  );
  const across = Math.ceil(width / 8);
  const out = Uint8ClampedArray.from(data);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) out[(y * width + x) * 3 + c]! += blocks[(y >> 3) * across + (x >> 3)]!;
  return { width, height, data: new Uint8Array(out.buffer) };
}

const lay = (raster: Raster) => layFree({ raster, alpha: null }, frame, target, start, false);

describe('a free frame takes a picture that is the same in other pixels', () => {
  it.each([
    ['as it is', 800, 534, 0, 0.98],
    ['at twice the size', 1600, 1068, 0, 0.7],
    ['at twice the size, so grainy that it is only half alike', 1600, 1068, 32, 0.4],
    ['at half the size', 400, 267, 0, 0.7],
  ])('%s', (_, width, height, sigma, least) => {
    const laid = lay(grained(resize(frame, width, height), sigma));
    if ('code' in laid) throw new Error(laid.code);
    expect(Math.abs(laid.registration.scale / (width / 800) - 1)).toBeLessThan(0.005);
    expect(laid.registration.likeness).toBeGreaterThan(least);
    if (sigma > 0) expect(laid.registration.likeness).toBeLessThan(0.85);
  });

  it.each([
    ['of the same size', 800, 534],
    ['twice as large', 1600, 1068],
  ])('and refuses another picture %s', (_, width, height) => {
    expect(lay(scene(31, width, height))).toMatchObject({ code: 'another-picture' });
  });
});
