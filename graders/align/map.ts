import { CELL, cellGrid } from '../metrics/cells.ts';
import { resize } from '../pixels/resize.ts';
import type { Raster } from '../pixels/types.ts';
import { halved } from '../pixels/halve.ts';
import { apply, compose, matrixOf, rescaled } from './homography.ts';
import { sampledThrough } from './sampled.ts';
import { seenThrough } from './through.ts';
import type { Placed } from './types.ts';

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
  if (placed.scale >= 1.75) return mapToFrame(halved(source), frame, onHalf(placed, source), rows);
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
    return mapToFrame(reduced, frame, reducedPlace, rows);
  }
  const m = matrixOf(placed);
  return rows ? sampledThrough(source, frame, m, rows) : seenThrough(source, frame, m);
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
  const inside = (x: number, y: number): boolean => {
    const [u, v] = apply(m, x - frame.width / 2, y - frame.height / 2);
    return Math.abs(u) <= source.width / 2 && Math.abs(v) <= source.height / 2;
  };
  const out = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [x0, y0] = [column * CELL, row * CELL];
      const [x1, y1] = [Math.min(frame.width, x0 + CELL), Math.min(frame.height, y0 + CELL)];
      if (inside(x0, y0) && inside(x1, y0) && inside(x0, y1) && inside(x1, y1))
        out[row * columns + column] = 1;
    }
  return out;
}
