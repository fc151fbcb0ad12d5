/** sRGB transfer function, IEC 61966-2-1: encoded 0..1 → linear 0..1. */
const decode = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const encode = (v: number): number => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);

/** 8-bit code → linear light 0..1. */
export const LINEAR = Float32Array.from({ length: 256 }, (_, code) => decode(code / 255));

/** 8-bit code → linear light 0..65535, so that an 8×8 cell sums within 32 bits. */
export const LINEAR_16 = Uint16Array.from({ length: 256 }, (_, code) =>
  Math.round(decode(code / 255) * 65535),
);

/** Linear light 0..65535 → 8-bit code. */
export const ENCODED_8 = Uint8Array.from({ length: 65536 }, (_, linear) =>
  Math.round(encode(linear / 65535) * 255),
);
