import { beforeAll, describe, expect, it } from 'vitest';
import {
  covered,
  inpaint,
  measure,
  renewed,
  type Plates,
} from '../../src/islands/figures/inpainting/inpaint.ts';
import { inWords } from '../../src/islands/figures/inpainting/words.ts';
import { signedDistance } from '../../src/islands/figures/removal/distance.ts';

const SIZE = 120;
const flat = (value: number) => ({
  width: SIZE,
  height: SIZE,
  data: new Uint8ClampedArray(4 * SIZE * SIZE).fill(value),
});
/** A thing of 20 × 20 px in the middle with a shadow of 10 px on its right. */
const inside = (right: number) =>
  Uint8Array.from({ length: SIZE * SIZE }, (_, p) => {
    const [x, y] = [p % SIZE, Math.floor(p / SIZE)];
    return x >= 50 && x < right && y >= 50 && y < 70 ? 1 : 0;
  });

let plates: Plates;
beforeAll(() => {
  plates = {
    before: flat(200),
    after: flat(100),
    other: flat(40),
    object: signedDistance(inside(70), SIZE, SIZE),
    both: signedDistance(inside(80), SIZE, SIZE),
  };
});
const at = (data: Uint8ClampedArray, x: number, y: number) => data[4 * (y * SIZE + x)];

describe('strength', () => {
  it.each([
    [0, 0],
    [0.3, 0],
    [0.575, 0.5],
    [0.85, 1],
    [1, 1],
  ])('%f draws a share of %f anew', (strength, share) => expect(renewed(strength)).toBeCloseTo(share, 6));
});

describe('a mask', () => {
  it.each([
    [-10, 0, 8, 1],
    [0, 0, 8, 0.5],
    [10, 0, 8, 0],
    [10, 20, 8, 1],
    [10, 10, 40, 0.5],
  ])('at %i px, grown by %i, edge of %i, covers %f', (distance, grow, feather, share) => {
    expect(covered(distance, { grow, feather, strength: 1 })).toBeCloseTo(share, 6);
  });
});

describe('a fill', () => {
  it('leaves the picture at no strength, and never touches what it was given', () => {
    const { data } = inpaint(plates, plates.both, { grow: 40, feather: 8, strength: 0 });
    expect(data).toEqual(plates.before.data);
    inpaint(plates, plates.both, { grow: 40, feather: 8, strength: 1 });
    expect(plates.before.data).toEqual(flat(200).data);
  });

  it('is the true desk where it has reason to be, another farther out, and the old one beyond the mask', () => {
    const { data } = inpaint(plates, plates.both, { grow: 30, feather: 1, strength: 1 });
    expect([at(data, 60, 60), at(data, 60, 25), at(data, 60, 10)]).toEqual([100, 40, 200]);
  });
});

it.each<[string, 'object' | 'both', [number, number, number], RegExp]>([
  ['no strength', 'object', [10, 8, 0], /^The wrapper is there as before/],
  ['half strength', 'both', [10, 8, 0.5], /^The wrapper shows through/],
  ['a tight mask', 'object', [-6, 2, 1], /^A rim of the wrapper/],
  ['no shadow in it', 'object', [0, 2, 1], /its shadow lies on the desk/],
  ['half of the shadow', 'object', [8, 2, 1], /^The shadow ends in a smudge/],
  ['far too wide', 'both', [40, 8, 1], /^Gone, and so is more/],
  ['a hard edge', 'both', [6, 0, 1], /^Clean, with a cut edge/],
  ['a good mask', 'both', [6, 8, 1], /^Clean\. /],
])('%s is told', (_, name, [grow, feather, strength], words) => {
  const settings = { grow, feather, strength };
  expect(inWords(measure(plates, plates[name], settings), settings)).toMatch(words);
});
