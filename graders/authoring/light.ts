/** sRGB transfer (IEC 61966-2-1): code value 0..1 to linear light. Below 0 linear, so that it stays monotone. */
export const toLight = (code: number): number =>
  code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4;

/** Linear light to sRGB code value. */
export const toCode = (light: number): number =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
