import { z } from 'zod';
import { grow } from '../mask.ts';
import { drawShape, Shape } from '../shape.ts';
import { operation, Source, type Studio } from '../operation.ts';
import { fromMask, mapSamples, sameSize, toMask, type Picture } from '../picture.ts';

function combine(name: string, merge: (a: number, b: number) => number) {
  return operation(Source, async (picture: Picture, source: string, studio: Studio) => {
    const other = await studio.picture(source);
    sameSize(picture, other, name);
    const data = picture.data.map((value, i) => merge(value, other.data[i]!));
    return { ...picture, data };
  });
}

export const mask = {
  shape: operation(Shape, ({ width, height }, shape) => fromMask(drawShape(shape, width, height))),

  threshold: operation(z.number().min(0).max(255), (picture, level) => {
    const grey = toMask(picture);
    return fromMask({ ...grey, data: grey.data.map((value) => (value * 255 >= level ? 1 : 0)) });
  }),

  invert: operation(z.literal(true), (picture) => mapSamples(picture, (value) => 1 - value)),

  grow: operation(z.number().min(-500).max(500), (picture, px) => fromMask(grow(toMask(picture), px))),

  union: combine('union', Math.max),
  subtract: combine('subtract', (a, b) => Math.max(0, a - b)),
  intersect: combine('intersect', Math.min),

  difference: operation(Source, async (picture, source, studio) => {
    const other = await studio.picture(source);
    sameSize(picture, other, 'difference');
    const data = new Float32Array(picture.data.length);
    for (let i = 0; i < data.length; i += 3) {
      let most = 0;
      for (let c = i; c < i + 3; c++) most = Math.max(most, Math.abs(picture.data[c]! - other.data[c]!));
      data.fill(most, i, i + 3);
    }
    return { ...picture, data };
  }),
};
