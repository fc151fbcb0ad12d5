import { ENCODED_8, LINEAR } from '#graders/colour/srgb.ts';

/** Factors on red, green and blue in linear light. */
export type Gains = readonly [number, number, number];

/** Slider positions −100..100: warmer is positive, more magenta is positive. */
export interface Balance {
  temperature: number;
  tint: number;
}

export const UNBALANCED: Balance = { temperature: 0, tint: 0 };

/** Luminance weights of linear sRGB (IEC 61966-2-1). */
const Y = [0.2126729, 0.7151522, 0.072175] as const;

/** One slider runs through ± this many stops between red and blue, or between green and the other two. */
const STOPS = 2.5;

/** Gains of a balance; a grey keeps its luminance. */
export function gainsOf({ temperature, tint }: Balance): Gains {
  const warm = (STOPS * temperature) / 100;
  const magenta = (STOPS * tint) / 100;
  return keepLuminance([
    2 ** (warm / 2 + magenta / 3),
    2 ** ((-2 * magenta) / 3),
    2 ** (-warm / 2 + magenta / 3),
  ]);
}

/** The balance whose gains are these, up to a common factor; held to the ends of the sliders. */
export function balanceOf([r, g, b]: Gains): Balance {
  const warm = Math.log2(r / b);
  const magenta = Math.log2(Math.sqrt(r * b) / g);
  return { temperature: onSlider(warm), tint: onSlider(magenta) };
}

const onSlider = (stops: number): number => Math.min(100, Math.max(-100, (100 * stops) / STOPS));

/** Gains that make this linear colour grey: the eyedropper. */
export function neutralising([r, g, b]: Gains): Gains {
  const floor = 1e-4;
  return keepLuminance([1 / Math.max(r, floor), 1 / Math.max(g, floor), 1 / Math.max(b, floor)]);
}

function keepLuminance([r, g, b]: Gains): Gains {
  const y = Y[0] * r + Y[1] * g + Y[2] * b;
  return [r / y, g / y, b / y];
}

/** One channel's gain as a table from 8-bit code to 8-bit code. */
export function codesOf(gain: number): Uint8Array {
  return Uint8Array.from(
    { length: 256 },
    (_, code) => ENCODED_8[Math.min(65535, Math.round(LINEAR[code]! * gain * 65535))]!,
  );
}

/** Applies the gains to all RGBA pixels of `from`. */
export function applyGains(from: Uint8ClampedArray, to: Uint8ClampedArray, gains: Gains): void {
  const [red, green, blue] = gains.map(codesOf) as [Uint8Array, Uint8Array, Uint8Array];
  for (let i = 0; i < from.length; i += 4) {
    to[i] = red[from[i]!]!;
    to[i + 1] = green[from[i + 1]!]!;
    to[i + 2] = blue[from[i + 2]!]!;
    to[i + 3] = 255;
  }
}
