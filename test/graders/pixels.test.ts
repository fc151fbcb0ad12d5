import { describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { LINEAR_16, ENCODED_8 } from '#graders/colour/srgb.ts';
import { uniform } from '#graders/authoring/random.ts';
import { drawHeatMap } from '#graders/evidence/heat-map.ts';
import { measureCells } from '#graders/metrics/cells.ts';
import { combShare, measureHistograms, percentile } from '#graders/metrics/histogram.ts';
import { measureSharpness } from '#graders/metrics/sharpness.ts';
import { measureLuma } from '#graders/metrics/luma.ts';
import { resize } from '#graders/pixels/resize.ts';
import { crop, tilesOf } from '#graders/pixels/tiles.ts';
import type { Raster } from '#graders/pixels/types.ts';
import { regionOf } from '#graders/regions.ts';
import { aspectOf } from '#graders/frame.ts';
import { boxes } from '#test/support/files.ts';

const filled = (width: number, height: number, rgb: readonly [number, number, number]): Raster => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height * 3 }, (_, i) => rgb[i % 3]!),
});

describe('sRGB tables', () => {
  it('lead from every code to itself', () => {
    for (let code = 0; code < 256; code++) expect(ENCODED_8[LINEAR_16[code]!]).toBe(code);
  });
});

describe('cells', () => {
  it.each([
    ['white', [255, 255, 255], [100, 0, 0]],
    ['black', [0, 0, 0], [0, 0, 0]],
    ['middle grey', [119, 119, 119], [50.03, 0, 0]],
    ['red', [255, 0, 0], [53.24, 80.09, 67.2]],
  ] as const)('a %s picture of 20 × 12, partial cells included', (_, rgb, lab) => {
    const cells = measureCells(filled(20, 12, rgb));
    expect([cells.columns, cells.rows]).toEqual([3, 2]);
    for (let i = 0; i < cells.lab.length; i++) expect(cells.lab[i]).toBeCloseTo(lab[i % 3]!, 1);
  });

  it('average in linear light: a chequer of black and white is L* 76, not 54', () => {
    const chequer = filled(8, 8, [0, 0, 0]);
    for (let i = 0; i < 64; i += 2)
      chequer.data.fill(255, (i + ((i >> 3) & 1)) * 3, (i + ((i >> 3) & 1)) * 3 + 3);
    expect(measureCells(chequer).lab[0]).toBeCloseTo(76.07, 1);
  });
});

describe('resize', () => {
  it.each([
    ['to half', 16, 8, 8, 4],
    ['to a third', 18, 9, 6, 3],
    ['by an odd ratio', 17, 11, 10, 7],
    ['up', 10, 6, 25, 15],
  ])('keeps one colour %s', (_, w, h, tw, th) => {
    const small = resize(filled(w, h, [200, 90, 13]), tw, th);
    expect([small.width, small.height, [...new Set(small.data)].sort((p, q) => p - q)]).toEqual([
      tw,
      th,
      [13, 90, 200],
    ]);
  });

  it('averages in linear light: black and white side by side become 188', () => {
    const pair = { width: 2, height: 1, data: Uint8Array.of(0, 0, 0, 255, 255, 255) };
    expect([...resize(pair, 1, 1).data]).toEqual([188, 188, 188]);
  });
});

describe('histograms', () => {
  it('count blown and blocked pixels by two channels', () => {
    const pixels = [255, 255, 255, 255, 254, 10, 255, 0, 0, 0, 0, 0, 1, 1, 90, 120, 120, 120];
    const h = measureHistograms({ width: 6, height: 1, data: Uint8Array.from(pixels) });
    // The saturated red counts as blocked: two of its channels hold nothing.
    expect([h.total, h.blown, h.blocked]).toEqual([6, 2, 3]);
  });

  it.each([
    ['grey 0', 0, 0],
    ['grey 119', 119, 128],
    ['grey 255', 255, 255],
  ])('%s lies in its bin of L*', (_, code, bin) => {
    const { channels } = measureHistograms(filled(4, 4, [code, code, code]));
    expect([channels.lightness[bin], channels.a[128], channels.b[128], channels.red[code]]).toEqual([
      16, 16, 16, 16,
    ]);
  });

  it('a doubled contrast leaves a comb', () => {
    const smooth = Uint32Array.from({ length: 256 }, (_, i) => (i > 60 && i < 190 ? 100 : 0));
    const stretched = Uint32Array.from({ length: 256 }, (_, i) => (i % 2 === 0 ? 100 : 0));
    expect([combShare(smooth), Math.round(combShare(stretched) * 10)]).toEqual([0, 5]);
    expect([percentile(smooth, 0.5), percentile(smooth, 0)]).toEqual([125, 0]);
  });
});

describe('sharpness', () => {
  it.each([
    ['a flat plane', () => 128, 0, 0],
    ['a ramp', (x: number) => 40 + x, 0, 0],
    ['stripes of one pixel', (x: number) => (x % 2) * 100, 40000, 0],
    ['a chequer', (x: number, y: number) => ((x + y) % 2) * 100, 160000, 167.1],
  ])('%s', (_, code, variance, noise) => {
    const raster = filled(32, 32, [0, 0, 0]);
    for (let i = 0; i < 32 * 32; i++) raster.data.fill(code(i % 32, i >> 5), i * 3, i * 3 + 3);
    const found = measureSharpness(measureLuma(raster), null);
    expect(found.laplacianVariance).toBeCloseTo(variance, 0);
    expect(found.noise).toBeCloseTo(noise, 0);
  });
});

describe('regions', () => {
  it('falls apart into patches a block apart, in reading order', () => {
    const region = regionOf(
      'spots',
      'id',
      boxes({ width: 100, height: 60 }, [60, 4, 10, 10], [8, 30, 6, 6], [20, 30, 4, 20]),
    );
    expect(region.patches.map(({ box, pixels }) => [box.x + 2, box.y + 2, pixels])).toEqual([
      [60, 4, 100],
      [8, 28, 36],
      [20, 28, 80],
    ]);
    expect(region.share).toBeCloseTo(216 / 6000, 10);
  });
});

describe('heat maps', () => {
  it.each([
    [80, 48],
    [203, 131],
    [7, 5],
  ])(
    'is the same for a picture of %i × %i px that fills its frame as for one laid on it',
    async (width, height) => {
      const next = uniform(3);
      const cells = Math.ceil(width / 8) * Math.ceil(height / 8);
      const delta = Float32Array.from({ length: cells }, () => 30 * next() - 15);
      const lies = {
        angle: 0,
        scale: 1,
        dx: 0,
        dy: 0,
        likeness: 1,
        sourceWidth: width,
        sourceHeight: height,
      };
      const [filled, laid] = await Promise.all(
        (['as-is', 'mapped'] as const).map(async (state) => {
          const { bytes } = drawHeatMap(
            { draw: 'lightness-map', delta },
            { width, height },
            { ...lies, state },
          );
          return sharp(bytes).ensureAlpha().raw().toBuffer();
        }),
      );
      const off = filled!.reduce((worst, code, i) => Math.max(worst, Math.abs(code - laid![i]!)), 0);
      expect(off).toBeLessThanOrEqual(6);
    },
  );

  it('are clear where alike and coloured by the sign elsewhere', async () => {
    const delta = new Float32Array(10 * 6);
    delta.fill(20, 0, 10);
    delta.fill(-20, 50, 60);
    const place = {
      angle: 0,
      scale: 1,
      dx: 0,
      dy: 0,
      likeness: 1,
      sourceWidth: 80,
      sourceHeight: 48,
      state: 'as-is',
    } as const;
    const map = drawHeatMap({ draw: 'lightness-map', delta }, { width: 80, height: 48 }, place);
    const { data, info } = await sharp(map.bytes).raw().toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number): number[] => [
      ...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4),
    ];
    expect([info.width, info.height, info.channels]).toEqual([480, 288, 4]);
    expect([at(200, 4), at(200, 144)[3], at(200, 284)]).toEqual([[224, 130, 20, 170], 0, [84, 39, 136, 170]]);
  });
});

describe('tiles', () => {
  const picture = {
    width: 150,
    height: 90,
    data: Uint8Array.from({ length: 150 * 90 * 3 }, (_, i) => (i * 7) % 251),
  };
  const tiles = tilesOf(picture, [{ x: 50, y: 50, width: 30, height: 40 }]);
  it.each([
    ['over four squares', { x: 50, y: 50, width: 30, height: 40 }],
    ['within one', { x: 3, y: 5, width: 9, height: 2 }],
  ])('give what the picture gives: %s', (_, box) => expect(crop(tiles, box)).toEqual(crop(picture, box)));
  it('refuse what was not kept', () =>
    expect(() => crop(tiles, { x: 120, y: 0, width: 20, height: 8 })).toThrow(
      'Expected pixels at 128, 0 to have been kept',
    ));
});

describe('aspects', () => {
  it.each([
    [1800, 1200, '3:2'],
    [1600, 1067, '3:2'],
    [1920, 1080, '16:9'],
    [1080, 1350, '4:5'],
    [1234, 1000, '1.23:1'],
    [1000, 1618, '0.62:1'],
  ])('%d × %d is %s', (width, height, name) => expect(aspectOf({ width, height })).toBe(name));
});
