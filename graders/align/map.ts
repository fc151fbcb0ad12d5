import { CELL, cellGrid } from '../metrics/cells.ts';
import { resize } from '../pixels/resize.ts';
import type { Lines } from '../pixels/lines.ts';
import type { Raster } from '../pixels/types.ts';
import { halved } from '../pixels/halve.ts';
import { release } from '../pixels/release.ts';
import { compose, matrixOf, rescaled } from './homography.ts';
import { linesThrough } from './lines-through.ts';
import { seenThrough } from './through.ts';
import type { Homography, Placed } from './types.ts';

interface Size {
  width: number;
  height: number;
}

/** Lays a source into the frame where it was placed, Catmull–Rom on sRGB codes; outside it repeats the border. */
export const mapToFrame = (source: Raster, frame: Size, placed: Placed): Raster =>
  reducedFor(source, placed, (from, m) => seenThrough(from, frame, m));

/** Pixels of a source under one of the frame's, in width, that lines are still sampled from as it is. */
const SAMPLED = 4.5;

/**
 * The same line by line and bilinear, for as long as `use` runs: enough for means and counts, which average what a
 * reduction would have averaged before.
 */
export function withLinesInFrame<T>(
  source: Raster,
  frame: Size,
  placed: Placed,
  use: (lines: Lines) => T,
): T {
  if (placed.scale <= SAMPLED) return use(linesThrough(source, frame, matrixOf(placed)));
  return without(halved(source), source, (half) =>
    withLinesInFrame(half, frame, onHalf(placed, source), use),
  );
}

/** A source that shrinks by more than a quarter is first reduced by area, so that nothing aliases. */
function reducedFor<T>(source: Raster, placed: Placed, use: (from: Raster, m: Homography) => T): T {
  if (placed.scale <= 1.25) return use(source, matrixOf(placed));
  const half = placed.scale >= 1.75;
  const [reduced, place] = half ? [halved(source), onHalf(placed, source)] : onReduced(source, placed);
  return without(reduced, source, () => reducedFor(reduced, place, use));
}

/** Nobody needs a reduced source afterwards; of a picture of one pixel it may be the source itself. */
function without<T>(reduced: Raster, source: Raster, use: (reduced: Raster) => T): T {
  const result = use(reduced);
  if (reduced !== source) release(reduced);
  return result;
}

/** At a scale of 1. */
function onReduced(source: Raster, placed: Placed): [Raster, Placed] {
  const k = 1 / placed.scale;
  const reduced = resize(source, Math.round(source.width * k), Math.round(source.height * k));
  const place = {
    angle: placed.angle,
    scale: 1,
    dx: placed.dx * k,
    dy: placed.dy * k,
    ...(placed.homography ? { homography: rescaled(placed.homography, 1, k) } : {}),
  };
  return [reduced, place];
}

/** Where the half-size source lies; an odd column or row that it lost has moved its centre. */
function onHalf(placed: Placed, { width, height }: Size): Placed {
  const [x, y] = [(width & 1) / 4, (height & 1) / 4];
  return {
    angle: placed.angle,
    scale: placed.scale / 2,
    dx: placed.dx / 2 + x,
    dy: placed.dy / 2 + y,
    ...(placed.homography ? { homography: compose([0.5, 0, x, 0, 0.5, y, 0, 0, 1], placed.homography) } : {}),
  };
}

/** 1 for every cell of the frame that lies wholly on the source, 0 for the others. */
export function coverage(source: Size, frame: Size, placed: Placed): Float32Array {
  const { columns, rows } = cellGrid(frame);
  const m = matrixOf(placed);
  // Corners are shared by four cells: one row of them after the other.
  const xs = Float64Array.from(
    { length: columns + 1 },
    (_, i) => Math.min(frame.width, i * CELL) - frame.width / 2,
  );
  let above = new Uint8Array(columns + 1);
  let below = new Uint8Array(columns + 1);
  cornersInside(source, m, xs, -frame.height / 2, below);
  const out = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    [above, below] = [below, above];
    cornersInside(source, m, xs, Math.min(frame.height, (row + 1) * CELL) - frame.height / 2, below);
    for (let column = 0, i = row * columns; column < columns; column++, i++)
      out[i] = above[column]! & above[column + 1]! & below[column]! & below[column + 1]!;
  }
  return out;
}

/** 1 where a point of a line of the frame lies on the source. */
function cornersInside(source: Size, m: Homography, xs: Float64Array, y: number, out: Uint8Array): void {
  const [right, bottom] = [source.width / 2, source.height / 2];
  for (let i = 0; i < xs.length; i++) {
    // As `apply` does it, without a pair for every corner.
    const w = m[6] * xs[i]! + m[7] * y + m[8];
    const u = (m[0] * xs[i]! + m[1] * y + m[2]) / w;
    const v = (m[3] * xs[i]! + m[4] * y + m[5]) / w;
    out[i] = Math.abs(u) <= right && Math.abs(v) <= bottom ? 1 : 0;
  }
}
