import { describe, expect, it } from 'vitest';
import { lightnessField } from '#graders/align/field.ts';
import { coverage, mapToFrame } from '#graders/align/map.ts';
import { registerNear, registerWide } from '#graders/align/register.ts';
import type { Similarity } from '#graders/align/types.ts';
import { measureCells } from '#graders/metrics/cells.ts';
import type { Raster } from '#graders/pixels/types.ts';
import { edited, scene } from '#test/support/scene.ts';

const frame = scene(9, 1200, 800);
const field = (raster: Raster) => lightnessField(measureCells(raster), raster);
const target = field(frame);
const still: Similarity = { angle: 0, scale: 1, dx: 0, dy: 0 };

/** The frame as a file would show it whose content lies by `similarity`: the inverse laid on a new canvas. */
function moved(similarity: Similarity, width: number, height: number): Raster {
  const turn = (-similarity.angle * Math.PI) / 180;
  const scale = 1 / similarity.scale;
  return mapToFrame(
    frame,
    { width, height },
    {
      angle: -similarity.angle,
      scale,
      dx: -scale * (Math.cos(turn) * similarity.dx - Math.sin(turn) * similarity.dy),
      dy: -scale * (Math.sin(turn) * similarity.dx + Math.cos(turn) * similarity.dy),
    },
  );
}

const regraded = (raster: Raster): Raster =>
  edited(raster, ([r, g, b]) => [30 + r * 0.6, 10 + g * 0.8, b * 0.9]);

describe('a small misalignment is found through a grade', () => {
  it.each([
    [{ ...still }],
    [{ ...still, dx: 1 }],
    [{ ...still, dx: -0.5, dy: 1.5 }],
    [{ ...still, angle: 0.15 }],
    [{ ...still, scale: 1.004 }],
    [{ angle: -0.2, scale: 0.997, dx: 1, dy: -1 }],
  ])('%o', (similarity) => {
    const found = registerNear(field(regraded(moved(similarity, 1200, 800))), target);
    expect(Math.abs(found.dx - similarity.dx)).toBeLessThan(0.2);
    expect(Math.abs(found.dy - similarity.dy)).toBeLessThan(0.2);
    expect(Math.abs(found.angle - similarity.angle)).toBeLessThan(0.02);
    expect(Math.abs(found.scale - similarity.scale)).toBeLessThan(0.0006);
  });
});

describe('an edit of one part does not move the rest', () => {
  it.each([
    ['a bright square', { x: 700, y: 200, width: 300, height: 300 }, [255, 240, 0]],
    ['a dark one', { x: 96, y: 320, width: 280, height: 240 }, [10, 10, 30]],
  ] as const)('%s', (_, box, colour) => {
    const painted = edited(frame, (rgb, x, y) =>
      x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height ? [...colour] : rgb,
    );
    const found = registerNear(field(painted), target);
    expect(found).toMatchObject(still);
  });
});

describe('a free frame is found over a wide range', () => {
  it.each<[Similarity, number, number]>([
    [{ ...still, angle: 2.3 }, 1120, 740],
    [{ ...still, angle: -7 }, 1000, 660],
    [{ ...still, angle: 10, scale: 1.2 }, 1000, 700],
    [{ ...still, scale: 0.7 }, 840, 560],
    [{ ...still, scale: 1.5, dx: 120, dy: -60 }, 1100, 900],
    [{ ...still, dx: 210, dy: -140 }, 700, 460],
    [{ angle: 4, scale: 0.62, dx: -30, dy: 20 }, 700, 420],
  ])('%o on %d × %d', (similarity, width, height) => {
    const found = registerWide(field(regraded(moved(similarity, width, height))), target);
    expect(Math.abs(found.angle - similarity.angle)).toBeLessThan(0.1);
    expect(Math.abs(found.scale / similarity.scale - 1)).toBeLessThan(0.004);
    expect(Math.hypot(found.dx - similarity.dx, found.dy - similarity.dy)).toBeLessThan(2);
    expect(found.likeness).toBeGreaterThan(0.6);
  });
});

describe('likeness tells the same picture from another', () => {
  it.each<[string, () => Raster, boolean]>([
    ['itself', () => frame, true],
    ['a strong grade', () => edited(frame, ([r, g, b]) => [r * 1.5 - 40, g * 0.5, b * 0.3 + 60]), true],
    [
      'nearly black',
      () => edited(frame, (rgb) => rgb.map((v) => v * 0.12) as [number, number, number]),
      true,
    ],
    ['another scene', () => scene(10, 1200, 800), false],
    ['a flat colour', () => edited(frame, () => [90, 90, 90]), false],
  ])('%s', (_, make, alike) => {
    const { likeness } = registerNear(field(make()), target);
    expect(alike ? likeness > 0.8 : likeness < 0.2).toBe(true);
  });
});

describe('mapping', () => {
  it('a whole pixel moves without loss', () => {
    const { data } = mapToFrame(frame, frame, { ...still, dx: 1 });
    expect([...data.subarray(300, 360)]).toEqual([...frame.data.subarray(303, 363)]);
  });

  it('cells that are not wholly on the source are not covered', () => {
    const cells = coverage(frame, frame, { ...still, dx: 9 });
    expect([...cells.subarray(0, 150)].filter((v) => v === 0)).toHaveLength(2);
  });
});
