import { D65, LAB_F, LAB_F_STEPS } from '../colour/lab.ts';
import { LINEAR } from '../colour/srgb.ts';
import { kernels, layOut, type Kernels } from '../kernels/kernels.ts';
import type { Raster } from '../pixels/types.ts';

export const CHANNELS = ['lightness', 'a', 'b', 'red', 'green', 'blue'] as const;
export type Channel = (typeof CHANNELS)[number];

/** 256 bins a channel: L* 0..100, a* and b* −128..127 in steps of 1, R, G and B by code. Counts of the sampled pixels. */
export interface Histograms {
  channels: Record<Channel, Uint32Array>;
  /** Pixels counted. */
  total: number;
  /** Of these, pixels with at least two channels at 254 or more, and at 1 or less. */
  blown: number;
  blocked: number;
}

/** Width of one bin in the channel's unit (L*, a*, b* or levels of 255). */
export const binWidth = (channel: Channel): number => (channel === 'lightness' ? 100 / 255 : 1);

/** Above this many pixels only every n-th row is counted; an EMD changes by less than 0.05 bins. */
const ENOUGH = 4e5;

/** The rows of a picture of this height that are counted. */
export function rowsCounted({ width, height }: { width: number; height: number }): number[] {
  const step = Math.max(1, Math.floor((width * height) / ENOUGH));
  const rows: number[] = [];
  for (let y = ((height - 1) % step) >> 1; y < height; y += step) rows.push(y);
  return rows;
}

/** `compiled: null` counts without WebAssembly, to the same counts. */
export const measureHistograms = (picture: Raster, compiled: Kernels | null = kernels): Histograms =>
  countRows(picture, rowsCounted(picture), compiled);

/** Histograms of these rows of a picture. */
export function countRows(
  picture: Raster,
  rows: readonly number[],
  compiled: Kernels | null = kernels,
): Histograms {
  const counts = compiled ? countCompiled(picture, rows, compiled) : countPlain(picture, rows);
  const [lightness, a, b, red, green, blue] = CHANNELS.map((_, k) =>
    counts.subarray(k * BINS, (k + 1) * BINS),
  ) as Bins6;
  const blown = counts[COUNTS - 2]!;
  const blocked = counts[COUNTS - 1]!;
  return {
    channels: { lightness, a, b, red, green, blue },
    total: rows.length * picture.width,
    blown,
    blocked,
  };
}

const BINS = 256;
/** Six histograms, and behind them the blown and the blocked pixels. */
const COUNTS = CHANNELS.length * BINS + 2;

function countCompiled({ width, data }: Raster, rows: readonly number[], compiled: Kernels): Uint32Array {
  const [linear, curve, matrix, bins, line] = layOut(compiled, compiled.base(), [
    LINEAR.length * 8,
    LAB_F.byteLength,
    MATRIX.length * 8,
    COUNTS * 4,
    width * 3,
  ]) as [number, number, number, number, number];
  const { buffer } = compiled.memory;
  new Float64Array(buffer, linear, LINEAR.length).set(LINEAR);
  new Float64Array(buffer, curve, LAB_F.length).set(LAB_F);
  new Float64Array(buffer, matrix, MATRIX.length).set(MATRIX);
  const counts = new Uint32Array(buffer, bins, COUNTS).fill(0);
  const lineView = new Uint8Array(buffer, line, width * 3);
  for (const y of rows) {
    lineView.set(data.subarray(y * width * 3, (y + 1) * width * 3));
    compiled.countRow(line, width, linear, curve, matrix, bins);
  }
  return counts.slice();
}

function countPlain({ width, data }: Raster, rows: readonly number[]): Uint32Array {
  const counts = new Uint32Array(COUNTS);
  const [lightness, aStar, bStar, red, green, blue] = CHANNELS.map((_, k) =>
    counts.subarray(k * BINS, (k + 1) * BINS),
  ) as Bins6;
  const [blown, blocked] = [COUNTS - 2, COUNTS - 1];
  for (const y of rows)
    for (let at = y * width * 3, end = at + width * 3; at < end; at += 3) {
      const r8 = data[at]!;
      const g8 = data[at + 1]!;
      const b8 = data[at + 2]!;
      red[r8]!++;
      green[g8]!++;
      blue[b8]!++;
      const r = LINEAR[r8]!;
      const g = LINEAR[g8]!;
      const b = LINEAR[b8]!;
      const fx = LAB_F[(XR * r + XG * g + XB * b) | 0]!;
      const fy = LAB_F[(YR * r + YG * g + YB * b) | 0]!;
      const fz = LAB_F[(ZR * r + ZG * g + ZB * b) | 0]!;
      lightness[((116 * fy - 16) * 2.55 + 0.5) | 0]!++;
      aStar[(500 * (fx - fy) + 128.5) | 0]!++;
      bStar[(200 * (fy - fz) + 128.5) | 0]!++;
      if ((r8 > 253 ? 1 : 0) + (g8 > 253 ? 1 : 0) + (b8 > 253 ? 1 : 0) > 1) counts[blown]!++;
      if ((r8 < 2 ? 1 : 0) + (g8 < 2 ? 1 : 0) + (b8 < 2 ? 1 : 0) > 1) counts[blocked]!++;
    }
  return counts;
}

type Bins6 = [Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array];

/** sRGB over the white point, row after row, in steps of the table. */
const MATRIX = [
  ...[0.4124564, 0.3575761, 0.1804375].map((v) => (v / D65[0]) * LAB_F_STEPS),
  ...[0.2126729, 0.7151522, 0.072175].map((v) => v * LAB_F_STEPS),
  ...[0.0193339, 0.119192, 0.9503041].map((v) => (v / D65[2]) * LAB_F_STEPS),
];
const [XR, XG, XB, YR, YG, YB, ZR, ZG, ZB] = MATRIX as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** Counts as shares that sum to 1. */
export function shares(bins: Uint32Array): Float64Array {
  let total = 0;
  for (const count of bins) total += count;
  return Float64Array.from(bins, (count) => (total > 0 ? count / total : 0));
}

/** The bin below which `share` of all counts lie. */
export function percentile(bins: Uint32Array, share: number): number {
  let total = 0;
  for (const count of bins) total += count;
  let seen = 0;
  for (let i = 0; i < bins.length; i++) {
    seen += bins[i]!;
    if (seen >= share * total) return i;
  }
  return bins.length - 1;
}

/** The ends of the tonal range leave out half a per cent of pixels. */
export const [BLACK, WHITE] = [0.005, 0.995];

/** Where black end, middle and white end of a channel lie, on a scale of 0..100. */
export const endsOf = (bins: Uint32Array): number[] =>
  [BLACK, 0.5, WHITE].map((share) => (100 / 255) * percentile(bins, share));

/**
 * Comb of a stretched 8-bit histogram: the share of empty bins between the 1st and 99th percentile. A smooth
 * photograph has none; doubling the contrast of 8 bits empties every second one.
 */
export function combShare(bins: Uint32Array): number {
  const from = percentile(bins, 0.01);
  const to = percentile(bins, 0.99);
  let empty = 0;
  for (let i = from; i <= to; i++) if (bins[i] === 0) empty++;
  return to > from ? empty / (to - from + 1) : 0;
}
