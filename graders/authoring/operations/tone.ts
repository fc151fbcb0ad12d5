import { z } from 'zod';
import { toCode, toLight } from '../light.ts';
import { Channel, CHANNELS, Code, operation, Rgb, Share } from '../operation.ts';
import { clamp01, mapSamples, type Picture } from '../picture.ts';

/** A smooth monotone curve through the points (Fritsch–Carlson cubic), flat beyond the ends. */
export function monotoneCurve(points: readonly (readonly [number, number])[]): (x: number) => number {
  const sorted = [...points].sort((a, b) => a[0] - b[0]);
  const xs = sorted.map(([x]) => x);
  const ys = sorted.map(([, y]) => y);
  const slopes = xs.slice(1).map((x, i) => (ys[i + 1]! - ys[i]!) / (x - xs[i]!));
  const tangents = xs.map((_, i) => {
    const before = slopes[i - 1];
    const after = slopes[i];
    if (before === undefined || after === undefined) return before ?? after ?? 0;
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
  });
  return (x) => {
    const last = xs.length - 1;
    if (x <= xs[0]!) return ys[0]!;
    if (x >= xs[last]!) return ys[last]!;
    let i = 0;
    while (x > xs[i + 1]!) i++;
    const span = xs[i + 1]! - xs[i]!;
    const t = (x - xs[i]!) / span;
    const u = 1 - t;
    return (
      u * u * (1 + 2 * t) * ys[i]! +
      t * u * u * span * tangents[i]! +
      t * t * (3 - 2 * t) * ys[i + 1]! -
      t * t * u * span * tangents[i + 1]!
    );
  };
}

/** A curve is looked up at 1/4 of a 16-bit step, which is finer than any file we write. */
function tabulate(curve: (x: number) => number): (value: number) => number {
  const size = 16384;
  const table = Float32Array.from({ length: size + 1 }, (_, i) => curve(i / size));
  return (value) => table[Math.round(clamp01(value) * size)]!;
}

function onChannels(picture: Picture, channel: z.output<typeof Channel>, change: (value: number) => number) {
  const touched: readonly number[] = CHANNELS[channel];
  return mapSamples(picture, (value, c) => (touched.includes(c) ? change(value) : value));
}

const Points = z
  .array(z.tuple([Code, Code]))
  .min(2)
  .refine((points) => new Set(points.map(([x]) => x)).size === points.length, 'each input value only once');

const Levels = z.strictObject({
  black: Code.default(0),
  white: Code.default(255),
  gamma: z.number().min(0.1).max(9.99).default(1),
  outBlack: Code.default(0),
  outWhite: Code.default(255),
  channel: Channel.default('rgb'),
  light: z.enum(['code', 'linear']).default('code'),
});

function levels(picture: Picture, p: z.output<typeof Levels>): Picture {
  const linear = p.light === 'linear';
  const inside = (value: number): number => (linear ? toLight(value) : value);
  const [black, white, low, high] = [p.black, p.white, p.outBlack, p.outWhite].map((v) => inside(v / 255));
  return onChannels(
    picture,
    p.channel,
    tabulate((value) => {
      const spread = clamp01((inside(value) - black!) / (white! - black!)) ** (1 / p.gamma);
      const out = low! + spread * (high! - low!);
      return linear ? toCode(out) : out;
    }),
  );
}

export const tone = {
  exposure: operation(z.number().min(-10).max(10), (picture, ev) =>
    mapSamples(picture, (value) => toCode(toLight(value) * 2 ** ev)),
  ),

  curve: operation(
    z.union([
      Points.transform((points) => ({ points, channel: 'rgb' as const })),
      z.strictObject({ points: Points, channel: Channel.default('rgb') }),
    ]),
    (picture, { points, channel }) => {
      const curve = monotoneCurve(points);
      return onChannels(
        picture,
        channel,
        tabulate((value) => curve(value * 255) / 255),
      );
    },
  ),

  levels: operation(
    Levels.refine((p) => p.white > p.black, 'white must lie above black'),
    levels,
  ),

  contrast: operation(
    z.strictObject({ amount: z.number().min(-100).max(100), pivot: Code.default(118) }),
    (picture, { amount, pivot }) => {
      const centre = pivot / 255;
      return mapSamples(picture, (value) => centre + (value - centre) * (1 + amount / 100));
    },
  ),

  haze: operation(
    z.strictObject({ amount: Share, airlight: Rgb.default([200, 205, 210]) }),
    (picture, { amount, airlight }) => {
      const veil = airlight.map((value) => toLight(value / 255));
      return mapSamples(picture, (value, c) => toCode(toLight(value) * (1 - amount) + veil[c]! * amount));
    },
  ),

  posterize: operation(z.int().min(2).max(64), (picture, steps) =>
    mapSamples(picture, (value) => Math.round(clamp01(value) * (steps - 1)) / (steps - 1)),
  ),

  flat: operation(Rgb, (picture, colour) => mapSamples(picture, (_, c) => colour[c]! / 255)),
};
