import { randomFrom, soften } from '../one-variable/stand-in.ts';
import type { Style } from './choices.ts';

type Pixels = Uint8ClampedArray;
type Colour = readonly [number, number, number];

const luma = (data: Pixels, i: number): number =>
  0.2126 * data[i]! + 0.7152 * data[i + 1]! + 0.0722 * data[i + 2]!;
const mix = (from: number, to: number, share: number): number => from + (to - from) * share;

/** Every pixel through `change`, which gets its colour and its place; alpha is kept. */
function each(
  data: Pixels,
  width: number,
  change: (r: number, g: number, b: number, x: number, y: number) => Colour,
): Pixels {
  const out = new Uint8ClampedArray(data);
  for (let i = 0, p = 0; i < data.length; i += 4, p += 1) {
    const to = change(data[i]!, data[i + 1]!, data[i + 2]!, p % width, Math.floor(p / width));
    for (let channel = 0; channel < 3; channel += 1) out[i + channel] = Math.round(to[channel]!);
  }
  return out;
}

/** Dark and light ends of each palette, how much of the found colour stays, and how strongly the tint lies on it. */
const PALETTES: Record<
  Exclude<Style['palette'], 'found'>,
  { dark: Colour; light: Colour; keep: number; tint: number }
> = {
  rust: { dark: [54, 26, 12], light: [255, 230, 186], keep: 0.6, tint: 0.7 },
  slate: { dark: [22, 32, 46], light: [240, 238, 230], keep: 0.32, tint: 0.6 },
  inks: { dark: [10, 72, 78], light: [244, 232, 208], keep: 0, tint: 1 },
};

/** Colours towards a ramp from a dark to a light one, by luma. */
export function palette(data: Pixels, width: number, name: Style['palette']): Pixels {
  if (name === 'found') return data;
  const { dark, light, keep, tint } = PALETTES[name];
  return each(data, width, (r, g, b) => {
    const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    return [r, g, b].map((value, channel) => {
      const muted = mix(y, value, keep);
      const ramp = mix(dark[channel]!, light[channel]!, y / 255);
      return mix(muted, ramp + (muted - y) * (1 - tint), tint);
    }) as unknown as Colour;
  });
}

/** Soft: the codes 0…255 are laid between 34 and 228. Hard: an S about 105, ends clipped. */
export function contrast(data: Pixels, width: number, name: Style['contrast']): Pixels {
  if (name === 'natural') return data;
  const tone = (value: number) => (name === 'soft' ? 34 + (value * 194) / 255 : 92 + (value - 105) * 1.45);
  return each(data, width, (r, g, b) => [tone(r), tone(g), tone(b)]);
}

/** Glow: what is lighter than mid grey bleeds into its surroundings. Old: darker and softer towards the corners. */
export function lens(data: Pixels, width: number, height: number, name: Style['lens']): Pixels {
  if (name === 'clean') return data;
  const soft = soften(
    soften(data, width, height, Math.round(width / 64)),
    width,
    height,
    Math.round(width / 64),
  );
  const near = soften(data, width, height, Math.max(1, Math.round(width / 320)));
  return each(data, width, (r, g, b, x, y) => {
    const i = 4 * (y * width + x);
    if (name === 'glow') {
      const bright = Math.max(0, luma(soft, i) - 90) / 165;
      return [r, g, b].map(
        (value, channel) => value + (255 - value) * 0.5 * bright * (soft[i + channel]! / 255),
      ) as unknown as Colour;
    }
    const [u, v] = [(2 * x) / (width - 1) - 1, (2 * y) / (height - 1) - 1];
    const out = Math.min(1, (u * u + v * v) / 2);
    return [r, g, b].map(
      (value, channel) => mix(value, near[i + channel]!, out) * (1 - 0.62 * out ** 1.3),
    ) as unknown as Colour;
  });
}

/** Grain in luma, strongest in the middle tones. */
export function grain(data: Pixels, width: number, name: Style['grain'], seed = 1): Pixels {
  if (name === 'none') return data;
  const random = randomFrom(seed);
  const size = name === 'fine' ? 1 : 2;
  const amount = name === 'fine' ? 8 : 22;
  const height = data.length / 4 / width;
  const columns = Math.ceil(width / size);
  const field = Float32Array.from(
    { length: columns * Math.ceil(height / size) },
    () => random() + random() + random() - 1.5,
  );
  return each(data, width, (r, g, b, x, y) => {
    const level = (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
    const grainHere =
      field[Math.floor(y / size) * columns + Math.floor(x / size)]! *
      2 *
      amount *
      (0.35 + 2.6 * level * (1 - level));
    return [r + grainHere, g + grainHere, b + grainHere];
  });
}

/** Halftone: dots on a grid turned by 45°, as dark as the place. Screen print: five tones of each channel. */
export function medium(data: Pixels, width: number, name: Style['medium']): Pixels {
  if (name === 'photograph') return data;
  if (name === 'screenprint') {
    const flat = (value: number) => Math.round(value / 63.75) * 63.75;
    const height = data.length / 4 / width;
    const radius = Math.max(1, Math.round(width / 260));
    // Twice, so that the edges of the flats run smoothly and not along the blocks of the file.
    const smooth = soften(soften(data, width, height, radius), width, height, radius);
    return each(smooth, width, (r, g, b) => {
      const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      const step = flat(y) - y;
      return [r + step, g + step, b + step];
    });
  }
  const pitch = Math.max(4, width / 130);
  return each(data, width, (r, g, b, x, y) => {
    const [u, v] = [((x + y) * Math.SQRT1_2) / pitch, ((x - y) * Math.SQRT1_2) / pitch];
    const dot = (Math.cos(2 * Math.PI * u) + Math.cos(2 * Math.PI * v)) / 4 + 0.5;
    const level = (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
    const ink = Math.min(1, Math.max(0, (dot - level) * 3.2 + 0.5));
    return [mix(242, r * 0.32 + 18, ink), mix(234, g * 0.32 + 16, ink), mix(216, b * 0.32 + 16, ink)];
  });
}

/** A picture in a style, in the order in which light meets them: lens, film, print. RGBA, 8 bit. */
export function inStyle(data: Pixels, width: number, height: number, style: Style): Pixels {
  const seen = lens(data, width, height, style.lens);
  const toned = contrast(palette(seen, width, style.palette), width, style.contrast);
  return medium(grain(toned, width, style.grain), width, style.medium);
}
