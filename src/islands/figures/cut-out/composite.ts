import type { Pixels } from '../healing/pixels.ts';
import type { Mask } from './mask.ts';

export type Colour = readonly [number, number, number];

/** `amount` 0–1 of the way from the photograph's own colour to the product's: what a decontaminating tool paints. */
export function decontaminated(photograph: Pixels, own: Pixels, amount: number): Pixels {
  const { width, height } = photograph;
  const data = photograph.data.map((value, i) => value + amount * (own.data[i]! - value));
  return { width, height, data };
}

/** A cut-out laid on a plain ground, in sRGB codes as browsers do; null leaves the mask alone to be seen. */
export function laidOn(colour: Pixels, mask: Mask, ground: Colour | null): Pixels {
  const { width, height } = colour;
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < mask.data.length; i++) {
    const a = mask.data[i]!;
    for (let c = 0; c < 3; c++)
      data[4 * i + c] = ground ? a * colour.data[4 * i + c]! + (1 - a) * ground[c]! : 255 * a;
    data[4 * i + 3] = 255;
  }
  return { width, height, data };
}
