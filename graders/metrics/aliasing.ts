import { CELL, cellGrid } from './cells.ts';
import { lumaOf } from './luma.ts';
import type { Plane, Raster } from '../pixels/types.ts';

/** What is left of a picture when pixels are left out instead of averaged: luma, by which pixel is taken of each group. */
export interface Dropped {
  centre: Plane;
  corner: Plane;
}

/** A picture at another size by nearest neighbour, as programs do it: the pixel in the middle, or the first one. */
export function dropPixels(raster: Raster, size: { width: number; height: number }): Dropped {
  return { centre: nearest(raster, size, 0.5), corner: nearest(raster, size, 0) };
}

function nearest(source: Raster, { width, height }: { width: number; height: number }, phase: number): Plane {
  const columns = takenFrom(source.width, width, phase);
  const rows = takenFrom(source.height, height, phase);
  const data = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const i = (rows[y]! * source.width + columns[x]!) * 3;
      data[at] = lumaOf(source.data[i]!, source.data[i + 1]!, source.data[i + 2]!);
    }
  return { width, height, data };
}

const takenFrom = (from: number, to: number, phase: number): Int32Array =>
  Int32Array.from({ length: to }, (_, i) => Math.min(from - 1, Math.floor(((i + phase) * from) / to)));

/** Levels by which a pixel must differ between dropping and averaging to be looked at: saving moves the others as far. */
const TELLING = 8;
/** Fewer such pixels than this share of the frame, and the picture holds nothing that could step. */
const ENOUGH = 5e-4;

/** Which pixels of the frame count. */
export type Keep = (x: number, y: number) => boolean;

/** What a picture shows of dropping's damage. */
export interface Folded {
  /** 0: averaged; 1: pixels were dropped. */
  share: number;
  /** The way of dropping that fits better. */
  like: Plane;
}

/**
 * The β of the least-squares fit `picture − target = β · (dropped − target) + a · ∂x + b · ∂y + c · ∇²` over the pixels
 * where dropping shows, for the better of both ways to drop. The derivatives of the target take up a shift by part of a
 * pixel and what makes edges sharper or softer.
 */
export function foldedIn(picture: Plane, target: Plane, { centre, corner }: Dropped, keep: Keep): Folded {
  const all = [centre, corner].map((like) => ({ like, share: fitted(picture, target, like, keep) }));
  const { like, share } = all[0]!.share >= all[1]!.share ? all[0]! : all[1]!;
  return { like, share: Math.max(0, share) };
}

/** Levels by which each 8×8 cell of a picture steps as dropping makes it step, mean over its pixels. */
export function stepsByCell(picture: Plane, target: Plane, like: Plane, keep: Keep): Float32Array {
  const { width, height, data } = target;
  const { columns, rows } = cellGrid(target);
  const out = new Float32Array(columns * rows);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const damage = like.data[i]! - data[i]!;
      if (Math.abs(damage) <= TELLING || !keep(x, y)) continue;
      out[(y >> 3) * columns + (x >> 3)]! += (Math.sign(damage) * (picture.data[i]! - data[i]!)) / CELL ** 2;
    }
  return out.map((levels) => Math.max(0, levels));
}

function fitted(picture: Plane, target: Plane, dropped: Plane, keep: Keep): number {
  const { width, height, data } = target;
  const normal = Array.from({ length: 4 }, () => new Float64Array(5));
  const row = new Float64Array(5);
  let seen = 0;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      row[0] = dropped.data[i]! - data[i]!;
      if (Math.abs(row[0]) <= TELLING || !keep(x, y)) continue;
      seen++;
      row[1] = (data[i + 1]! - data[i - 1]!) / 2;
      row[2] = (data[i + width]! - data[i - width]!) / 2;
      row[3] = data[i + 1]! + data[i - 1]! + data[i + width]! + data[i - width]! - 4 * data[i]!;
      row[4] = picture.data[i]! - data[i]!;
      for (let p = 0; p < 4; p++) for (let q = p; q < 5; q++) normal[p]![q]! += row[p]! * row[q]!;
    }
  return seen < ENOUGH * data.length ? 0 : firstOf(normal);
}

/** The first unknown of symmetric equations given by their upper half and right side; 0 where they say nothing. */
function firstOf(upper: readonly Float64Array[]): number {
  const n = upper.length;
  const rows = upper.map((_, p) =>
    Float64Array.from({ length: n + 1 }, (__, q) =>
      q < n ? upper[Math.min(p, q)]![Math.max(p, q)]! : upper[p]![n]!,
    ),
  );
  // From the last unknown to the first, so that what is left at the end is the first one's equation.
  for (let p = n - 1; p > 0; p--) {
    const pivot = rows[p]![p]!;
    if (pivot < 1e-9) continue;
    for (let r = 0; r < p; r++) {
      const share = rows[r]![p]! / pivot;
      for (let q = 0; q <= n; q++) rows[r]![q]! -= share * rows[p]![q]!;
    }
  }
  return rows[0]![0]! > 1e-9 ? rows[0]![n]! / rows[0]![0]! : 0;
}
