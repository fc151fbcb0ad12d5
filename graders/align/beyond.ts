import type { Raster } from '../pixels/types.ts';
import { CELL } from '../metrics/cells.ts';
import { apply, compose, invert, matrixOf } from './homography.ts';
import type { Placed } from './types.ts';

interface Size {
  width: number;
  height: number;
}

/** Pixels by which a cell must lie beyond the start's border before it counts. */
const MARGIN = 3;
/** Largest spread of codes within a cell that still is a flat fill. */
const FLAT = 6;

/**
 * Shares of the learner's picture that the start never showed: `empty` where it is one flat colour (the wedges that a
 * rotation leaves), `invented` where something was filled in.
 */
export function beyondStart(
  attempt: Raster,
  toAttempt: Placed,
  start: Size,
  toStart: Placed,
): { empty: number; invented: number } {
  const map = compose(matrixOf(toStart), invert(matrixOf(toAttempt)));
  const outside = (x: number, y: number): boolean => {
    const [sx, sy] = apply(map, x - attempt.width / 2, y - attempt.height / 2);
    return Math.abs(sx) > start.width / 2 + MARGIN || Math.abs(sy) > start.height / 2 + MARGIN;
  };
  const columns = Math.floor(attempt.width / CELL);
  const rows = Math.floor(attempt.height / CELL);
  const all = columns * rows;
  // Where the corners lie on the start, which is convex, so does everything between them.
  const [right, bottom] = [columns * CELL, rows * CELL];
  if (
    ![
      [0, 0],
      [right, 0],
      [0, bottom],
      [right, bottom],
    ].some(([x, y]) => outside(x!, y!))
  )
    return { empty: 0, invented: 0 };
  let [empty, invented] = [0, 0];
  for (let y = 0; y + CELL <= attempt.height; y += CELL)
    for (let x = 0; x + CELL <= attempt.width; x += CELL) {
      if (!outside(x, y) || !outside(x + CELL, y) || !outside(x, y + CELL) || !outside(x + CELL, y + CELL))
        continue;
      if (isFlat(attempt, x, y)) empty++;
      else invented++;
    }
  return all > 0 ? { empty: empty / all, invented: invented / all } : { empty: 0, invented: 0 };
}

function isFlat({ width, data }: Raster, x0: number, y0: number): boolean {
  for (let c = 0; c < 3; c++) {
    let [low, high] = [255, 0];
    for (let y = y0; y < y0 + CELL; y++)
      for (let x = x0; x < x0 + CELL; x++) {
        const v = data[(y * width + x) * 3 + c]!;
        if (v < low) low = v;
        if (v > high) high = v;
      }
    if (high - low > FLAT) return false;
  }
  return true;
}
