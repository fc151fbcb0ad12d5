import { z } from 'zod';
import { toCode, toLight } from '../light.ts';
import { operation, Source } from '../operation.ts';
import { luma, mapSamples, sameSize, type Mask, type Picture } from '../picture.ts';

type Triple = readonly [number, number, number];

function applyGains(picture: Picture, gains: Triple): Picture {
  return mapSamples(picture, (value, c) => toCode(toLight(value) * gains[c]!));
}

/** Mean linear light under the mask. */
function meanLight({ data }: Picture, mask: Mask): Triple {
  const sum = [0, 0, 0];
  let weight = 0;
  for (let i = 0; i < mask.data.length; i++) {
    const w = mask.data[i]!;
    if (w === 0) continue;
    weight += w;
    for (let c = 0; c < 3; c++) sum[c]! += w * toLight(data[3 * i + c]!);
  }
  return [sum[0]! / weight, sum[1]! / weight, sum[2]! / weight];
}

/** Least squares in linear light, clipped samples left out: they do not follow a gain. */
function fittedGains(from: Picture, to: Picture): Triple {
  const gains = [1, 1, 1];
  for (let c = 0; c < 3; c++) {
    let cross = 0;
    let square = 0;
    for (let i = c; i < from.data.length; i += 3) {
      if (from.data[i]! > 0.97 || to.data[i]! > 0.97) continue;
      const x = toLight(from.data[i]!);
      cross += x * toLight(to.data[i]!);
      square += x * x;
    }
    gains[c] = square > 0 ? cross / square : 1;
  }
  return [gains[0]!, gains[1]!, gains[2]!];
}

function chroma(picture: Picture, factor: number): Picture {
  const { width, height, data } = picture;
  const out = new Float32Array(data.length);
  for (let i = 0; i < data.length; i += 3) {
    const y = luma(data[i]!, data[i + 1]!, data[i + 2]!);
    for (let c = 0; c < 3; c++) out[i + c] = y + (data[i + c]! - y) * factor;
  }
  return { width, height, data: out };
}

export const colour = {
  gains: operation(
    z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]),
    applyGains,
  ),

  neutralise: operation(z.strictObject({ region: Source }), async (picture, { region }, studio) => {
    const mask = await studio.mask(region);
    sameSize(picture, mask, 'neutralise');
    const mean = meanLight(picture, mask);
    const grey = luma(...mean);
    return applyGains(picture, [grey / mean[0], grey / mean[1], grey / mean[2]]);
  }),

  'fit-gains': operation(z.strictObject({ to: Source }), async (picture, { to }, studio) => {
    const other = await studio.picture(to);
    sameSize(picture, other, 'fit-gains');
    return applyGains(picture, fittedGains(picture, other));
  }),

  'match-light': operation(z.strictObject({ to: Source, region: Source }), async (picture, p, studio) => {
    const [other, mask] = await Promise.all([studio.picture(p.to), studio.mask(p.region)]);
    sameSize(picture, other, 'match-light');
    sameSize(picture, mask, 'match-light');
    const gain = luma(...meanLight(other, mask)) / luma(...meanLight(picture, mask));
    return applyGains(picture, [gain, gain, gain]);
  }),

  'match-colour': operation(z.strictObject({ to: Source, region: Source }), async (picture, p, studio) => {
    const [other, mask] = await Promise.all([studio.picture(p.to), studio.mask(p.region)]);
    sameSize(picture, other, 'match-colour');
    sameSize(picture, mask, 'match-colour');
    const [wanted, mean] = [meanLight(other, mask), meanLight(picture, mask)];
    return applyGains(picture, [wanted[0] / mean[0], wanted[1] / mean[1], wanted[2] / mean[2]]);
  }),

  saturation: operation(z.number().min(0).max(4), chroma),

  greyscale: operation(z.literal(true), (picture) => chroma(picture, 0)),
};
