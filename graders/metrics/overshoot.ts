import type { Plane } from '../pixels/types.ts';
import { BLOCK } from './ssim-blocks.ts';

/** Strong edges of a luma plane: the last dark pixel before each, and the step in indices to its bright side. */
export interface Edges {
  at: Uint32Array;
  step: Int32Array;
}

/** Pixels to either side within which an edge may ring, and the plateau beyond that it is held against. */
const NEAR = 8;
const REACH = 12;
/** Levels between the means of two pixels on either side from which an edge is strong. */
const STRONG = 24;
const MOST = 20_000;
/** Above this many pixels only every n-th line is looked through. */
const ENOUGH = 1e6;

/**
 * The strongest edges, at most about twenty thousand: between pixels, where the difference of the two on either side
 * has its maximum and outweighs the one along. `blocks` limits them to a region.
 */
export function strongEdges({ width, height, data }: Plane, blocks: Uint8Array | null): Edges {
  const perRow = Math.ceil(width / BLOCK);
  const found: { dark: number; step: number; size: number }[] = [];
  const line = Math.max(1, Math.floor((width * height) / ENOUGH));
  const rise = (i: number, across: number): number =>
    data[i + across]! + data[i + 2 * across]! - data[i]! - data[i - across]!;
  const look = (x: number, y: number, across: number, along: number): void => {
    const i = y * width + x;
    const g = rise(i, across);
    const size = Math.abs(g);
    if (size < 2 * STRONG || size < Math.abs(rise(i, along))) return;
    if (size < Math.abs(rise(i - across, across)) || size < Math.abs(rise(i + across, across))) return;
    if (blocks && blocks[(y >> 2) * perRow + (x >> 2)]! < 8) return;
    found.push({ dark: g > 0 ? i : i + across, step: g > 0 ? across : -across, size: size >> 1 });
  };
  for (let y = 1 + (((height - 4) % line) >> 1); y < height - 2; y += line)
    for (let x = REACH; x < width - REACH - 1; x++) look(x, y, 1, width);
  for (let y = REACH; y < height - REACH - 1; y++)
    for (let x = 1 + (((width - 4) % line) >> 1); x < width - 2; x += line) look(x, y, width, 1);
  const least = leastOf(found.map(({ size }) => size));
  const kept = found.filter(({ size }) => size >= least);
  return { at: Uint32Array.from(kept, ({ dark }) => dark), step: Int32Array.from(kept, ({ step }) => step) };
}

/** The size from which so many edges are left that no more than `MOST` are measured. */
function leastOf(sizes: readonly number[]): number {
  const counts = new Uint32Array(256);
  for (const size of sizes) counts[size]!++;
  let least = 255;
  for (let kept = counts[255]!; least > STRONG && kept + counts[least - 1]! <= MOST; least--)
    kept += counts[least - 1]!;
  return least;
}

/** How far one side of an edge shoots beyond the target's, in levels: negative where the edge is softer. */
export interface Side {
  amount: number;
  /** px from the edge at which it peaks, and over which it stays above half of that. */
  at: number;
  width: number;
}

export interface Overshoot {
  bright: Side;
  dark: Side;
  /** Of every edge, levels on the side and at the distance of the larger of the two. */
  each: Float32Array;
}

/**
 * Overshoot along edges: the mean of (picture / gain − target) by distance from the edge, 1 to 8 px out on either
 * side, less its mean 9 to 12 px out. Averaging over edges takes noise out, the plateau takes the tone out.
 */
export function overshoot(picture: Plane, target: Plane, { at, step }: Edges, gain: number): Overshoot {
  const mean = new Float64Array(2 * REACH + 1);
  for (let k = 0; k < at.length; k++)
    for (let d = -REACH; d <= REACH; d++) {
      const i = pixelAt(at[k]!, step[k]!, d);
      mean[d + REACH]! += picture.data[i]! / gain - target.data[i]!;
    }
  for (let i = 0; i < mean.length; i++) mean[i]! /= Math.max(1, at.length);
  const bright = sideOf((d) => mean[REACH + d]!);
  const dark = sideOf((d) => -mean[REACH - d]!);
  const worst = Math.abs(bright.amount) >= Math.abs(dark.amount) ? 1 : -1;
  const peak = (worst > 0 ? bright : dark).at;
  const each = Float32Array.from(at, (from, k) => {
    const residual = (d: number): number => {
      const i = pixelAt(from, step[k]!, worst * d);
      return worst * (picture.data[i]! / gain - target.data[i]!);
    };
    return residual(peak) - plateau(residual);
  });
  return { bright, dark, each };
}

/** The d-th pixel on the bright side, or for d < 0 on the dark one. */
const pixelAt = (dark: number, step: number, d: number): number => dark + (d < 0 ? d + 1 : d) * step;

function plateau(residual: (distance: number) => number): number {
  let sum = 0;
  for (let d = NEAR + 1; d <= REACH; d++) sum += residual(d);
  return sum / (REACH - NEAR);
}

function sideOf(residual: (distance: number) => number): Side {
  const far = plateau(residual);
  const beyond = Array.from({ length: NEAR }, (_, i) => residual(i + 1) - far);
  const at = beyond.reduce((best, v, i) => (Math.abs(v) > Math.abs(beyond[best]!) ? i : best), 0);
  const amount = beyond[at]! + 0;
  const above = (i: number): boolean => i >= 0 && i < NEAR && beyond[i]! / amount > 0.5;
  let [from, to] = [at, at];
  while (above(from - 1)) from--;
  while (above(to + 1)) to++;
  return { amount, at: at + 1, width: amount === 0 ? 0 : to - from + 1 };
}
