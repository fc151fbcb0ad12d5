import type { Pixels, Region } from '../healing/pixels.ts';

const TINT = [211, 18, 43] as const;
const STRENGTH = 0.55;
const GAIN = 6;

/** The picture with a region under the red film of a mask. */
export function tinted(picture: Pixels, region: Region): Pixels {
  return mapped(picture, (value, i, c) => (region[i] ? value + STRENGTH * (TINT[c]! - value) : value));
}

/** What differs from the clean plate, six times as strong, on middle grey: darker is too dark, tinted is a cast. */
export function difference(clean: Pixels, result: Pixels): Pixels {
  return mapped(result, (value, i, c) => 128 + GAIN * (value - clean.data[4 * i + c]!));
}

function mapped(picture: Pixels, value: (old: number, pixel: number, channel: number) => number): Pixels {
  const data = new Uint8ClampedArray(picture.data);
  for (let i = 0; i < data.length; i++) if (i % 4 < 3) data[i] = value(data[i]!, i >> 2, i % 4);
  return { width: picture.width, height: picture.height, data };
}
