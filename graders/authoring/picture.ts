/** RGB interleaved, sRGB code values as 0..1; between operations values may leave that range. */
export interface Picture {
  width: number;
  height: number;
  data: Float32Array;
  /** 0..1 a pixel, the colour not multiplied by it; a picture without is opaque. */
  alpha?: Float32Array | undefined;
}

/** Weights 0..1, one per pixel. */
export interface Mask {
  width: number;
  height: number;
  data: Float32Array;
}

export function blank(width: number, height: number): Picture {
  return { width, height, data: new Float32Array(width * height * 3) };
}

/** A new picture with `change(value, channel)` applied to every sample. */
export function mapSamples(picture: Picture, change: (value: number, channel: number) => number): Picture {
  const { width, height, data } = picture;
  const out = new Float32Array(data.length);
  for (let i = 0; i < data.length; i += 3) {
    out[i] = change(data[i]!, 0);
    out[i + 1] = change(data[i + 1]!, 1);
    out[i + 2] = change(data[i + 2]!, 2);
  }
  return { width, height, data: out };
}

/** Rec. 709 luma of code values. */
export const luma = (red: number, green: number, blue: number): number =>
  0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** A picture read as a mask: its luma, clamped to 0..1. */
export function toMask({ width, height, data }: Picture): Mask {
  const out = new Float32Array(width * height);
  for (let i = 0; i < out.length; i++) {
    out[i] = clamp01(luma(data[3 * i]!, data[3 * i + 1]!, data[3 * i + 2]!));
  }
  return { width, height, data: out };
}

export function fromMask({ width, height, data }: Mask): Picture {
  const out = blank(width, height);
  for (let i = 0; i < data.length; i++) out.data.fill(data[i]!, 3 * i, 3 * i + 3);
  return out;
}

export const clamp01 = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** Both of one size, or an error that says which operation wanted it. */
export function sameSize(
  a: { width: number; height: number },
  b: { width: number; height: number },
  operation: string,
): void {
  if (a.width !== b.width || a.height !== b.height) {
    throw new RecipeError(
      `${operation} needs two pictures of one size, got ${a.width}×${a.height} and ${b.width}×${b.height}`,
    );
  }
}

/** What an author wrote cannot be carried out; the message is meant for them. */
export class RecipeError extends Error {
  override readonly name = 'RecipeError';
}
