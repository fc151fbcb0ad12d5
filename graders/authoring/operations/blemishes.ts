import { z } from 'zod';
import { coverage, Mark } from '../blemishes.ts';
import { grow } from '../mask.ts';
import { operation } from '../operation.ts';
import { fromMask, type Mask, type Picture } from '../picture.ts';

/** Lint and dried water are never pure white or black. */
const TINT = { light: [0.95, 0.93, 0.9], dark: [0.13, 0.11, 0.1] } as const;

/** Coverage below this cannot be seen and does not belong to the mask. */
const VISIBLE = 0.03;

const Marks = { seed: z.int(), marks: z.array(Mark).min(1) };

function drawn(picture: Picture, marks: Mark[], seed: number): Picture {
  const data = picture.data.slice();
  coverage(picture.width, picture.height, marks, seed).forEach((mask, n) => {
    const tint = TINT[marks[n]!.tone];
    mask.data.forEach((amount, i) => {
      if (amount === 0) return;
      for (let c = 0; c < 3; c++) data[3 * i + c]! += amount * (tint[c]! - data[3 * i + c]!);
    });
  });
  return { ...picture, data };
}

function maskOf({ width, height }: Picture, marks: Mark[], seed: number, px: number): Picture {
  const all: Mask = { width, height, data: new Float32Array(width * height) };
  for (const mask of coverage(width, height, marks, seed)) {
    mask.data.forEach((amount, i) => {
      if (amount > VISIBLE) all.data[i] = 1;
    });
  }
  return fromMask(grow(all, px));
}

export const blemishes = {
  blemishes: operation(z.strictObject(Marks), (picture, p) => drawn(picture, p.marks, p.seed)),
  'blemish-mask': operation(
    z.strictObject({ ...Marks, grow: z.number().min(0).max(100).default(2) }),
    (picture, p) => maskOf(picture, p.marks, p.seed, p.grow),
  ),
};
