import { z } from 'zod';
import { feather, grow } from '../mask.ts';
import { operation, Rgb, Source } from '../operation.ts';
import { sameSize, toMask } from '../picture.ts';

const Px = z.number().min(0).max(500);

/** Operations on transparency. */
export const alpha = {
  alpha: operation(
    z.strictObject({
      mask: Source,
      grow: z.number().min(-500).max(500).default(0),
      feather: Px.default(0),
      hard: z.boolean().default(false),
    }),
    async (picture, p, studio) => {
      const other = await studio.picture(p.mask);
      sameSize(picture, other, 'alpha');
      const mask = other.alpha ? { ...other, data: other.alpha } : toMask(other);
      const edge = feather(grow(mask, p.grow), p.feather).data;
      return { ...picture, alpha: p.hard ? edge.map((value) => (value >= 0.5 ? 1 : 0)) : edge };
    },
  ),

  flatten: operation(Rgb, ({ width, height, data, alpha: weight }, ground) => ({
    width,
    height,
    data: weight
      ? data.map((value, i) => {
          const behind = ground[i % 3]! / 255;
          return behind + (value - behind) * weight[Math.floor(i / 3)]!;
        })
      : data,
    alpha: undefined,
  })),

  matted: operation(Rgb, (picture, ground) => ({
    ...picture,
    data: picture.data.map((value, i) => {
      const behind = ground[i % 3]! / 255;
      return behind + (value - behind) * (picture.alpha?.[Math.floor(i / 3)] ?? 1);
    }),
  })),
};
