import { signatureAt } from './icc.ts';

/** Light 0..1 for a code value 0..1. */
export type ToneCurve = (code: number) => number;

export const SRGB_CURVE: ToneCurve = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
/** ITU-R BT.709 and BT.2020, inverted. */
export const VIDEO_CURVE: ToneCurve = (v) => (v < 0.081 ? v / 4.5 : ((v + 0.099) / 1.099) ** (1 / 0.45));
/** ISO 22028-2 (ROMM RGB), inverted: a straight toe below 1/32. */
export const ROMM_CURVE: ToneCurve = (v) => (v < 0.03125 ? v / 16 : v ** 1.8);
export const gamma =
  (exponent: number): ToneCurve =>
  (v) =>
    v ** exponent;

/** A `curv` or `para` tag (ICC.1:2022, 10.6 and 10.18); null where there is neither. */
export function curveAt(view: DataView, at: number): ToneCurve | null {
  if (at + 12 > view.byteLength) return null;
  const type = signatureAt(view, at);
  if (type === 'curv') return sampled(view, at);
  return type === 'para' ? parametric(view, at) : null;
}

function sampled(view: DataView, at: number): ToneCurve | null {
  const count = view.getUint32(at + 8);
  if (count > 65536 || at + 12 + count * 2 > view.byteLength) return null;
  if (count === 0) return (v) => v;
  if (count === 1) return gamma(view.getUint16(at + 12) / 256);
  const value = (i: number): number => view.getUint16(at + 12 + 2 * i) / 65535;
  return (v) => {
    const place = v * (count - 1);
    const i = Math.min(count - 2, Math.floor(place));
    return value(i) + (value(i + 1) - value(i)) * (place - i);
  };
}

/** Number of parameters of each function type. */
const PARAMETERS = [1, 3, 4, 5, 7];

function parametric(view: DataView, at: number): ToneCurve | null {
  const type = view.getUint16(at + 8);
  const count = PARAMETERS[type];
  if (count === undefined || at + 12 + count * 4 > view.byteLength) return null;
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from(
    { length: count },
    (_, i) => view.getInt32(at + 12 + 4 * i) / 65536,
  );
  const power = (v: number): number => Math.max(0, a * v + b) ** g;
  if (type === 0) return gamma(g);
  if (type === 1) return (v) => (v >= -b / a ? power(v) : 0);
  if (type === 2) return (v) => (v >= -b / a ? power(v) + c : c);
  return (v) => (v >= d ? power(v) + e : c * v + f);
}
