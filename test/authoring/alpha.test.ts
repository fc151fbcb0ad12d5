import { describe, expect, it } from 'vitest';
import sharp from 'sharp';
import type { Studio } from '#graders/authoring/operation.ts';
import { toMask, type Picture } from '#graders/authoring/picture.ts';
import { cook, Recipe } from '#graders/authoring/recipe.ts';
import { read } from '#graders/pixels/read.ts';
import { save, Save } from '#graders/pixels/save.ts';

const [WIDTH, HEIGHT] = [12, 8];

const painted = (rgb: readonly number[], alpha?: (x: number, y: number) => number): Picture => ({
  width: WIDTH,
  height: HEIGHT,
  data: Float32Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => rgb[i % 3]!),
  ...(alpha && {
    alpha: Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => alpha(i % WIDTH, Math.floor(i / WIDTH))),
  }),
});

const left = (x: number): number => (x < 6 ? 1 : 0);
const SOURCES: Record<string, Picture> = {
  start: painted([0.2, 0.4, 0.6]),
  reference: painted([0.8, 0.4, 0.2], left),
  'region:left': painted([1, 1, 1], undefined),
  'file:grey': painted([0.5, 0.5, 0.5]),
};
SOURCES['region:left']!.data.forEach((_, i, data) => (data[i] = left(Math.floor(i / 3) % WIDTH)));
const studio: Studio = {
  picture: async (source) => SOURCES[source]!,
  mask: async (source) => toMask(SOURCES[source]!),
  bytes: () => Promise.reject(new Error('pictures only')),
};
const made = (from: string, ...ops: object[]): Promise<Picture> => cook(Recipe.parse({ from, ops }), studio);

/** Colour and alpha at a pixel, two decimals; alpha null where the picture has none. */
const at = ({ width, data, alpha }: Picture, x: number, y: number): (number | null)[] => {
  const i = y * width + x;
  const two = (v: number): number => Math.round(v * 100) / 100 + 0;
  return [...[...data.subarray(3 * i, 3 * i + 3)].map(two), alpha ? two(alpha[i]!) : null];
};

describe('alpha in recipes', () => {
  // source · operations · pixel · red, green, blue, alpha
  it.each<[string, string, object[], [number, number], (number | null)[]]>([
    ['set from a mask', 'start', [{ alpha: { mask: 'region:left' } }], [2, 2], [0.2, 0.4, 0.6, 1]],
    ['clear beyond it', 'start', [{ alpha: { mask: 'region:left' } }], [8, 2], [0.2, 0.4, 0.6, 0]],
    ['taken from a cut-out', 'start', [{ alpha: { mask: 'reference' } }], [8, 2], [0.2, 0.4, 0.6, 0]],
    [
      'half where the mask is grey',
      'start',
      [{ alpha: { mask: 'file:grey' } }],
      [2, 2],
      [0.2, 0.4, 0.6, 0.5],
    ],
    ['made hard', 'start', [{ alpha: { mask: 'file:grey', hard: true } }], [2, 2], [0.2, 0.4, 0.6, 1]],
    ['grown', 'start', [{ alpha: { mask: 'region:left', grow: 2 } }], [7, 2], [0.2, 0.4, 0.6, 1]],
    ['shrunk', 'start', [{ alpha: { mask: 'region:left', grow: -2 } }], [5, 2], [0.2, 0.4, 0.6, 0]],
    [
      'colour operations leave it alone',
      'reference',
      [{ exposure: 0.5 }, { saturation: 0 }],
      [8, 2],
      [0.6, 0.6, 0.6, 0],
    ],
    ['a flip turns it round', 'reference', [{ flip: 'horizontal' }], [8, 2], [0.8, 0.4, 0.2, 1]],
    ['a crop cuts it', 'reference', [{ frame: { width: 4, height: 4, x: 1, y: 0 } }], [0, 0], [1, 1, 1, 0]],
    [
      'half size keeps the colour of the edge',
      'reference',
      [{ shift: { x: 1, y: 0 } }, { resize: { scale: 0.5 } }],
      [2, 1],
      [0.8, 0.4, 0.2, 1],
    ],
    ['flattened', 'reference', [{ flatten: [255, 0, 255] }], [8, 2], [1, 0, 1, null]],
    [
      'matted: the ground gets into the colour',
      'start',
      [{ alpha: { mask: 'file:grey' } }, { matted: [0, 0, 0] }],
      [2, 2],
      [0.1, 0.2, 0.3, 0.5],
    ],
    [
      'blended with an opaque one',
      'start',
      [{ blend: { with: 'reference', amount: 0.5 } }],
      [8, 2],
      [0.5, 0.4, 0.4, 0.5],
    ],
    ['gone when an opaque one is pasted', 'reference', [{ paste: 'start' }], [8, 2], [0.2, 0.4, 0.6, null]],
  ])('%s', async (_, from, ops, [x, y], expected) => {
    const found = at(await made(from, ...ops), x, y);
    // Where it is clear, colour means nothing.
    expect(found[3] === 0 ? found[3] : found).toEqual(expected[3] === 0 ? expected[3] : expected);
  });

  it.each([
    [{ format: 'png' }, 1],
    [{ format: 'png', bitDepth: 16 }, 1],
    [{ format: 'webp' }, 1],
    [{ format: 'webp', quality: 95 }, 12],
    [{ format: 'avif', quality: 95 }, 12],
    [{ format: 'tiff' }, 1],
    [{ format: 'png', profile: 'p3' }, 3],
    [{ format: 'png', orientation: 6 }, 1],
  ] as [object, number][])('saved and read again as %j', async (as, most) => {
    const before = painted([0.8, 0.4, 0.2], (x) => (x < 4 ? 1 : x < 8 ? 0.5 : 0));
    const back = await read(await save(before, Save.parse(as)));
    expect([back.width, back.height]).toEqual([WIDTH, HEIGHT]);
    for (const x of [1, 5]) {
      const [p, q] = [at(before, x, 4), at(back, x, 4)];
      p.forEach((v, i) => expect(Math.abs(v! - q[i]!) * 255).toBeLessThanOrEqual(most + 1.5));
    }
    expect(at(back, 10, 4)[3]).toBe(0);
  });

  it('a JPEG is laid on white', async () => {
    const bytes = await save(SOURCES.reference!, Save.parse({ format: 'jpeg', quality: 100 }));
    expect((await sharp(bytes).metadata()).hasAlpha).toBe(false);
    expect(at(await read(bytes), 10, 4)).toEqual([1, 1, 1, null]);
  });
});

describe('perspective in recipes', () => {
  const ramp = (): Picture => ({
    ...SOURCES.start!,
    data: Float32Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => (Math.floor(i / 3) % WIDTH) / 20),
  });
  const IDENTITY = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const moved = (dx: number): number[][] => [[1, 0, dx], IDENTITY[1]!, IDENTITY[2]!];
  const done = async (params: object): Promise<Picture> => {
    const recipe = Recipe.parse({ from: 'start', ops: [{ perspective: params }] });
    return cook(recipe, { ...studio, picture: async () => ramp() });
  };
  // params · size · pixel · red
  it.each<[string, object, [number, number], [number, number], number]>([
    ['identity', { matrix: IDENTITY }, [12, 8], [7, 3], 0.35],
    ['from the picture’s pixels to the result’s', { matrix: moved(2) }, [12, 8], [7, 3], 0.25],
    ['half of the way', { matrix: moved(2), amount: 0.5 }, [12, 8], [7, 3], 0.3],
    ['none of it', { matrix: moved(2), amount: 0 }, [12, 8], [7, 3], 0.35],
    ['past it', { matrix: moved(2), amount: 1.5 }, [12, 8], [7, 3], 0.2],
    ['into another size', { matrix: moved(2), width: 20, height: 5 }, [20, 5], [13, 4], 0.55],
    ['black beyond the picture', { matrix: moved(4) }, [12, 8], [0, 3], 0],
    ['or its edge repeated', { matrix: moved(-4), crop: 'edges' }, [12, 8], [11, 3], 0.55],
    [
      'a line through the vanishing point',
      {
        matrix: [
          [1, 0, 0],
          [0, 1, 0],
          [0.02, 0, 1],
        ],
      },
      [12, 8],
      [5, 0],
      5 / 0.9 / 20,
    ],
  ])('%s', async (_, params, size, [x, y], red) => {
    const found = await done(params);
    expect([found.width, found.height]).toEqual(size);
    expect(found.data[3 * (y * found.width + x)]!).toBeCloseTo(red, 2);
  });

  it('a matrix that leaves nothing is refused', async () => {
    await expect(
      done({
        matrix: [
          [0, 0, 0],
          [0, 0, 0],
          [0, 0, 1],
        ],
      }),
    ).rejects.toThrow('leaves nothing');
  });
});
