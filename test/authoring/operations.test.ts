import { describe, expect, it } from 'vitest';
import type { Studio } from '#graders/authoring/operation.ts';
import { blank, toMask, type Picture } from '#graders/authoring/picture.ts';
import { cook, Recipe } from '#graders/authoring/recipe.ts';

const WIDTH = 8;
const HEIGHT = 6;

/** Red rises to the right, green downwards, blue stays at 0.4. */
function ramp(): Picture {
  const picture = blank(WIDTH, HEIGHT);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    picture.data.set([(i % WIDTH) / 10, Math.floor(i / WIDTH) / 10, 0.4], 3 * i);
  }
  return picture;
}

/** White in the middle 2×2 px. */
function spot(): Picture {
  const picture = blank(WIDTH, HEIGHT);
  for (const [x, y] of [
    [3, 2],
    [4, 2],
    [3, 3],
    [4, 3],
  ] as const) {
    picture.data.fill(1, 3 * (y * WIDTH + x), 3 * (y * WIDTH + x) + 3);
  }
  return picture;
}

const flat = (...rgb: [number, number, number]): Picture => {
  const picture = blank(WIDTH, HEIGHT);
  for (let i = 0; i < picture.data.length; i++) picture.data[i] = rgb[i % 3]!;
  return picture;
};

const SOURCES: Record<string, Picture> = {
  start: ramp(),
  reference: flat(0.8, 0.6, 0.2),
  'region:spot': spot(),
  'file:spotted': { ...ramp(), data: ramp().data.map((value, i) => (spot().data[i] === 1 ? 0 : value)) },
};
const studio: Studio = {
  picture: async (source) => SOURCES[source]!,
  mask: async (source) => toMask(SOURCES[source]!),
  bytes: () => Promise.reject(new Error('pictures only')),
};

async function made(from: string, ...ops: object[]): Promise<Picture> {
  return cook(Recipe.parse({ from, ops }), studio);
}

const pixel = ({ width, data }: Picture, x: number, y: number): number[] =>
  [...data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3)].map((value) => Number(value.toFixed(3)));

/** Everything a tenth lighter. */
const LIGHTER = [
  [0, 25.5],
  [229.5, 255],
];

describe('operations', () => {
  // name · source · operations · size · pixel · its value
  const CASES: [string, string, object[], [number, number], [number, number], number[]][] = [
    [
      'crop by shares',
      'start',
      [{ crop: { x: 0.25, y: 0.5, width: 0.5, height: 0.5 } }],
      [4, 3],
      [0, 0],
      [0.2, 0.3, 0.4],
    ],
    [
      'frame by px',
      'start',
      [{ frame: { width: 2, height: 2, x: 1, y: 0 } }],
      [2, 2],
      [1, 1],
      [0.7, 0.1, 0.4],
    ],
    ['enlarge', 'start', [{ enlarge: 3 }], [24, 18], [5, 17], [0.1, 0.5, 0.4]],
    ['flip', 'start', [{ flip: 'horizontal' }], [8, 6], [0, 2], [0.7, 0.2, 0.4]],
    ['flip vertically', 'start', [{ flip: 'vertical' }], [8, 6], [3, 0], [0.3, 0.5, 0.4]],
    ['shift whole px', 'start', [{ shift: { x: 2, y: -1 } }], [8, 6], [4, 2], [0.2, 0.3, 0.4]],
    [
      'shift half a px along a ramp',
      'start',
      [{ shift: { x: 0.5, y: 0 } }],
      [8, 6],
      [4, 3],
      [0.35, 0.3, 0.4],
    ],
    ['turn by nothing', 'start', [{ rotate: { degrees: 0 } }], [8, 6], [5, 4], [0.5, 0.4, 0.4]],
    ['half turn', 'start', [{ rotate: { degrees: 180, crop: 'edges' } }], [8, 6], [0, 0], [0.7, 0.5, 0.4]],
    ['resize keeps a flat colour', 'reference', [{ resize: { width: 3 } }], [3, 2], [1, 1], [0.8, 0.6, 0.2]],
    ['one stop doubles the light', 'reference', [{ exposure: 1 }], [8, 6], [0, 0], [1.086, 0.822, 0.287]],
    ['levels spread', 'start', [{ levels: { black: 51, white: 153 } }], [8, 6], [4, 0], [0.5, 0, 0.5]],
    [
      'levels on one channel',
      'start',
      [{ levels: { white: 127.5, channel: 'blue' } }],
      [8, 6],
      [2, 1],
      [0.2, 0.1, 0.8],
    ],
    [
      'curve through its points',
      'start',
      [
        {
          curve: [
            [0, 0],
            [102, 51],
            [255, 255],
          ],
        },
      ],
      [8, 6],
      [4, 0],
      [0.2, 0, 0.2],
    ],
    [
      'contrast about the pivot',
      'start',
      [{ contrast: { amount: 100, pivot: 102 } }],
      [8, 6],
      [5, 4],
      [0.6, 0.4, 0.4],
    ],
    ['posterize', 'start', [{ posterize: 3 }], [8, 6], [3, 2], [0.5, 0, 0.5]],
    ['flat', 'start', [{ flat: [255, 0, 51] }], [8, 6], [7, 5], [1, 0, 0.2]],
    ['greyscale is luma', 'reference', [{ greyscale: true }], [8, 6], [0, 0], [0.614, 0.614, 0.614]],
    ['gains in linear light', 'reference', [{ gains: [1, 1, 4] }], [8, 6], [0, 0], [0.8, 0.6, 0.403]],
    [
      'blend half way',
      'start',
      [{ blend: { with: 'reference', amount: 0.5 } }],
      [8, 6],
      [0, 0],
      [0.4, 0.3, 0.3],
    ],
    [
      'blend overshoots',
      'start',
      [{ blend: { with: 'reference', amount: 1.5 } }],
      [8, 6],
      [0, 0],
      [1.2, 0.9, 0.1],
    ],
    [
      'within, outside it',
      'start',
      [{ within: { mask: 'region:spot', feather: 0, ops: [{ flat: [0, 0, 0] }] } }],
      [8, 6],
      [2, 2],
      [0.2, 0.2, 0.4],
    ],
    [
      'within, inside it',
      'start',
      [{ within: { mask: 'region:spot', feather: 0, ops: [{ flat: [0, 0, 0] }] } }],
      [8, 6],
      [3, 3],
      [0, 0, 0],
    ],
    [
      'within, inverted',
      'start',
      [{ within: { mask: 'region:spot', feather: 0, invert: true, ops: [{ flat: [0, 0, 0] }] } }],
      [8, 6],
      [2, 2],
      [0, 0, 0],
    ],
    [
      'within a shape',
      'start',
      [
        {
          within: {
            mask: { box: { x: 0, y: 0, width: 0.5, height: 1 } },
            feather: 0,
            ops: [{ flat: [0, 0, 0] }],
          },
        },
      ],
      [8, 6],
      [3, 5],
      [0, 0, 0],
    ],
    [
      'clone from two px to the right',
      'file:spotted',
      [{ clone: { mask: 'region:spot', x: 2, y: 0, feather: 0 } }],
      [8, 6],
      [4, 3],
      [0.6, 0.3, 0.4],
    ],
    [
      'smear restores a ramp',
      'file:spotted',
      [{ smear: { mask: 'region:spot', grow: 0 } }],
      [8, 6],
      [4, 3],
      [0.4, 0.3, 0.4],
    ],
    [
      'streak along rows',
      'file:spotted',
      [{ streak: { mask: 'region:spot', direction: 'rows' } }],
      [8, 6],
      [4, 3],
      // From 0.1, the mean of 0 … 0.2, to 0.6, the mean of 0.5 … 0.7.
      [0.433, 0.3, 0.4],
    ],
    [
      'streak along columns',
      'file:spotted',
      [{ streak: { mask: 'region:spot', direction: 'columns' } }],
      [8, 6],
      [3, 2],
      [0.3, 0.183, 0.4],
    ],
    [
      'heal fits tone to the rim',
      'file:spotted',
      [{ heal: { mask: 'region:spot', ops: [{ paste: 'start' }, { curve: LIGHTER }], grow: 0 } }],
      [8, 6],
      [3, 2],
      [0.3, 0.2, 0.4],
    ],
    ['threshold', 'start', [{ threshold: 64 }], [8, 6], [7, 5], [1, 1, 1]],
    ['grow by one', 'region:spot', [{ grow: 1 }], [8, 6], [2, 3], [1, 1, 1]],
    ['grow leaves the diagonal at one', 'region:spot', [{ grow: 1 }], [8, 6], [2, 1], [0, 0, 0]],
    ['shrink by one', 'region:spot', [{ grow: -1 }], [8, 6], [3, 2], [0, 0, 0]],
    ['difference', 'start', [{ difference: 'file:spotted' }], [8, 6], [4, 3], [0.4, 0.4, 0.4]],
    ['beside', 'start', [{ beside: { with: 'reference', gap: 2 } }], [18, 6], [10, 0], [0.8, 0.6, 0.2]],
    ['split', 'start', [{ split: { with: 'reference', at: 0.5, line: 0 } }], [8, 6], [4, 0], [0.8, 0.6, 0.2]],
  ];
  it.each(CASES)('%s', async (_, from, ops, [width, height], [x, y], value) => {
    const picture = await made(from, ...ops);
    expect([picture.width, picture.height]).toEqual([width, height]);
    pixel(picture, x, y).forEach((sample, c) => expect(sample).toBeCloseTo(value[c]!, 2));
  });

  it('makes a masked place neutral and keeps its lightness', async () => {
    const [r, g, b] = pixel(await made('reference', { neutralise: { region: 'region:spot' } }), 0, 0);
    expect(r).toBeCloseTo(g!, 3);
    expect(g).toBeCloseTo(b!, 3);
    expect(r).toBeCloseTo(0.633, 3);
  });

  it('finds the gains that were applied', async () => {
    const cast = await made('start', { gains: [1.3, 1, 0.7] });
    const back = await cook(Recipe.parse({ from: 'start', ops: [{ 'fit-gains': { to: 'reference' } }] }), {
      ...studio,
      picture: async (source) => (source === 'start' ? cast : SOURCES.start!),
    });
    back.data.forEach((value, i) => expect(value).toBeCloseTo(SOURCES.start!.data[i]!, 4));
  });

  it('brings a masked place to the colour it has in another picture, and undoes gains exactly', async () => {
    const cast = await made('start', { gains: [0.8, 1, 1.2] });
    const step = { 'match-colour': { to: 'reference', region: 'region:spot' } };
    const back = await cook(Recipe.parse({ from: 'start', ops: [step] }), {
      ...studio,
      picture: async (source) => (source === 'start' ? cast : SOURCES.start!),
    });
    back.data.forEach((value, i) => expect(value).toBeCloseTo(SOURCES.start!.data[i]!, 4));
  });

  it('gives the same noise for the same seed and another one for another', async () => {
    const noise = (seed: number) => made('reference', { noise: { sigma: 8, seed } });
    expect((await noise(3)).data).toEqual((await noise(3)).data);
    expect((await noise(3)).data).not.toEqual((await noise(4)).data);
  });
});

describe('recipes that cannot be read', () => {
  const CASES: [string, object, string, string][] = [
    ['an unknown operation', { from: 'start', ops: [{ sharpn: 1 }] }, 'ops.0', 'expected one operation'],
    [
      'two operations in one step',
      { from: 'start', ops: [{ blur: 1, median: 2 }] },
      'ops.0',
      'received blur, median',
    ],
    [
      'a wrong param, deep inside',
      { from: 'start', ops: [{ within: { mask: 'region:a', ops: [{ blur: -1 }] } }] },
      'ops.0.within.ops.0.blur',
      '>0',
    ],
    ['an unknown source', { from: 'https://example.org/a.png' }, 'from', 'a source such as'],
    [
      'white below black',
      { from: 'start', ops: [{ levels: { black: 90, white: 80 } }] },
      'ops.0.levels',
      'white must lie above black',
    ],
    ['a quality beyond 100', { from: 'start', save: { quality: 120 } }, 'save.quality', '100'],
  ];
  it.each(CASES)('%s', (_, recipe, path, message) => {
    const issues = Recipe.safeParse(recipe).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join('.'))).toContain(path);
    expect(issues.map((issue) => issue.message).join()).toContain(message);
  });

  it('says which two sizes do not fit', async () => {
    const cropped = made(
      'start',
      { frame: { width: 4, height: 4 } },
      { blend: { with: 'reference', amount: 0.5 } },
    );
    await expect(cropped).rejects.toThrow('blend needs two pictures of one size, got 4×4 and 8×6');
  });
});
