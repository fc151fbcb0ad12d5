import { CELL, cellGrid } from '../metrics/cells.ts';
import { resize } from '../pixels/resize.ts';
import type { Raster } from '../pixels/types.ts';
import { halved } from '../pixels/halve.ts';
import { release } from '../pixels/release.ts';
import { compose, matrixOf, rescaled } from './homography.ts';
import { sampledThrough } from './sampled.ts';
import { seenThrough } from './through.ts';
import type { Homography, Placed } from './types.ts';

interface Size {
  width: number;
  height: number;
}

/**
 * Lays a source into the frame where it was placed, Catmull–Rom on sRGB codes; outside it repeats the border. With `rows`
 * only those of the frame, bilinear: enough for means and counts.
 */
export function mapToFrame(source: Raster, frame: Size, placed: Placed, rows?: Iterable<number>): Raster {
  // A source that shrinks by more than a quarter is first reduced by area, so that nothing aliases.
  if (placed.scale >= 1.75) return through(halved(source), source, frame, onHalf(placed, source), rows);
  if (placed.scale > 1.25) {
    const k = 1 / placed.scale;
    const reduced = resize(source, Math.round(source.width * k), Math.round(source.height * k));
    const reducedPlace = {
      angle: placed.angle,
      scale: 1,
      dx: placed.dx * k,
      dy: placed.dy * k,
      ...(placed.homography ? { homography: rescaled(placed.homography, 1, k) } : {}),
    };
    return through(reduced, source, frame, reducedPlace, rows);
  }
  const m = matrixOf(placed);
  return rows ? sampledThrough(source, frame, m, rows) : seenThrough(source, frame, m);
}

/** Lays a reduced source there, whose memory nobody needs afterwards; a picture of one pixel may be the source itself. */
function through(
  reduced: Raster,
  source: Raster,
  frame: Size,
  placed: Placed,
  rows?: Iterable<number>,
): Raster {
  const laid = mapToFrame(reduced, frame, placed, rows);
  if (reduced !== source) release(reduced);
  return laid;
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
