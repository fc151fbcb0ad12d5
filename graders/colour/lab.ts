/** White points at Y = 1. sRGB's own is D65 for the 2° observer. */
export const D65: readonly [number, number, number] = [0.95047, 1, 1.08883];

const EPSILON = 216 / 24389;
const KAPPA = 24389 / 27;

const f = (t: number): number => (t > EPSILON ? Math.cbrt(t) : (KAPPA * t + 16) / 116);

/** CIE XYZ (Y of white = 1) → L*a*b*, CIE 15:2018 with the exact rational constants. */
export function xyzToLab(x: number, y: number, z: number, white = D65): [number, number, number] {
  const fx = f(x / white[0]);
  const fy = f(y / white[1]);
  const fz = f(z / white[2]);
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

const STEPS = 16384;

/** f(t) for t = 0..1 in 16384 steps. Taken as it is, L* is within 0.06; interpolated, within 0.0001. */
export const LAB_F = Float64Array.from({ length: STEPS + 2 }, (_, i) => f(i / STEPS));
export const LAB_F_STEPS = STEPS;

/**
 * `count` linear sRGB triples 0..1 → L*a*b* triples (D65). Matrix of IEC 61966-2-1, rows sum to the white. Works on
 * whole arrays, because a call per colour costs more than its arithmetic.
 */
export function linearArrayToLab(linear: Float64Array, out: Float32Array, count: number, to: number): void {
  for (let i = 0, at = to; i < count * 3; i += 3, at += 3) {
    const r = linear[i]!;
    const g = linear[i + 1]!;
    const b = linear[i + 2]!;
    const fx = interpolated(((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / D65[0]) * STEPS);
    const fy = interpolated((0.2126729 * r + 0.7151522 * g + 0.072175 * b) * STEPS);
    const fz = interpolated(((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / D65[2]) * STEPS);
    out[at] = 116 * fy - 16;
    out[at + 1] = 500 * (fx - fy);
    out[at + 2] = 200 * (fy - fz);
  }
}

/** One linear sRGB colour 0..1 → L*a*b*, written to `out` at `at`. */
export function linearToLab(r: number, g: number, b: number, out: Float32Array, at: number): void {
  linearArrayToLab(Float64Array.of(r, g, b), out, 1, at);
}

function interpolated(t: number): number {
  const i = t < STEPS ? t | 0 : STEPS;
  const low = LAB_F[i]!;
  return low + (LAB_F[i + 1]! - low) * (t - i);
}

export type Lab = readonly [number, number, number];

/** L*a*b* (D65) → linear sRGB 0..1; beyond that range where the colour lies outside the gamut. */
export function labToLinear(lab: Lab): [number, number, number] {
  const out = new Float64Array(3);
  labToLinearAt(lab, 0, out);
  return [out[0]!, out[1]!, out[2]!];
}

/** The same for the triple that starts at `at`. */
export function labToLinearAt(lab: ArrayLike<number>, at: number, out: Float64Array): void {
  const fy = (lab[at]! + 16) / 116;
  const x = D65[0] * inverse(fy + lab[at + 1]! / 500);
  const y = inverse(fy);
  const z = D65[2] * inverse(fy - lab[at + 2]! / 200);
  out[0] = 3.2404542 * x - 1.5371385 * y - 0.4985314 * z;
  out[1] = -0.969266 * x + 1.8760108 * y + 0.041556 * z;
  out[2] = 0.0556434 * x - 0.2040259 * y + 1.0572252 * z;
}

function inverse(f: number): number {
  const cube = f * f * f;
  return cube > EPSILON ? cube : (116 * f - 16) / KAPPA;
}
