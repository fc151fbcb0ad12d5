import { ENCODED_8, LINEAR } from '#graders/colour/srgb.ts';
import type { Pixels } from '../healing/pixels.ts';

/** A colour in linear light, 0..1. */
export type Linear = readonly [number, number, number];

/** How a surface is brought to a colour: gains within its mask, on the whole picture, or a flat fill within the mask. */
export type Way = 'gains' | 'everything' | 'fill';

/** A place on the surface, in shares of width and height. */
export interface Place {
  x: number;
  y: number;
}

/** `#rrggbb` in linear light. */
export const linearOf = (hex: string): Linear => {
  const code = (at: number) => LINEAR[Number.parseInt(hex.slice(at, at + 2), 16)]!;
  return [code(1), code(3), code(5)];
};

/** Mean in linear light of a square of (2·radius + 1)² px, as far as it lies in the picture. */
export function meanAt({ width, height, data }: Pixels, { x, y }: Place, radius: number): Linear {
  const [column, row] = [Math.round(x * (width - 1)), Math.round(y * (height - 1))];
  const sum = [0, 0, 0];
  let count = 0;
  for (let v = Math.max(0, row - radius); v <= Math.min(height - 1, row + radius); v++)
    for (let u = Math.max(0, column - radius); u <= Math.min(width - 1, column + radius); u++) {
      for (let c = 0; c < 3; c++) sum[c]! += LINEAR[data[4 * (v * width + u) + c]!]!;
      count++;
    }
  return [sum[0]! / count, sum[1]! / count, sum[2]! / count];
}

/** Three factors that carry one colour into another. */
export const gainsBetween = (from: Linear, to: Linear): Linear =>
  [0, 1, 2].map((c) => to[c]! / Math.max(1e-4, from[c]!)) as unknown as Linear;

const encoded = (linear: number): number => ENCODED_8[Math.round(65535 * Math.min(1, Math.max(0, linear)))]!;

/**
 * The picture with the surface recoloured. `mask` is coverage (white = the surface) in the picture's size, `strength`
 * 0 leaves it as it is and 1 brings it all the way; more overshoots.
 */
export function recolour(
  picture: Pixels,
  mask: Pixels,
  way: Way,
  { gains, target }: { gains: Linear; target: Linear },
  strength: number,
): Pixels {
  const { width, height, data } = picture;
  const out = new Uint8ClampedArray(data);
  const tables = gains.map((gain) =>
    Uint8Array.from({ length: 256 }, (_, code) => encoded(LINEAR[code]! * gain ** strength)),
  );
  for (let i = 0; i < data.length; i += 4) {
    const inside = way === 'everything' ? 1 : mask.data[i]! / 255;
    if (inside === 0) continue;
    for (let c = 0; c < 3; c++) {
      const old = data[i + c]!;
      const full =
        way === 'fill' ? encoded(LINEAR[old]! + strength * (target[c]! - LINEAR[old]!)) : tables[c]![old]!;
      out[i + c] = old + inside * (full - old);
    }
  }
  return { width, height, data: out };
}
