import type { Raster } from '../pixels/types.ts';
import { CELL } from '../metrics/cells.ts';
import { fromSimilarity } from './refine.ts';
import type { Similarity } from './types.ts';

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
  toAttempt: Similarity,
  start: Size,
  toStart: Similarity,
): { empty: number; invented: number } {
  const m = fromSimilarity(toAttempt);
  const s = fromSimilarity(toStart);
  const size = m.a * m.a + m.b * m.b;
  const offFrame = { x: attempt.width / 2 + m.dx, y: attempt.height / 2 + m.dy };
  const outside = (x: number, y: number): boolean => {
    const u = x - offFrame.x;
    const v = y - offFrame.y;
    const fx = (m.a * u + m.b * v) / size;
    const fy = (m.a * v - m.b * u) / size;
    const sx = s.a * fx - s.b * fy + s.dx + start.width / 2;
    const sy = s.b * fx + s.a * fy + s.dy + start.height / 2;
    return sx < -MARGIN || sy < -MARGIN || sx > start.width + MARGIN || sy > start.height + MARGIN;
  };
  let [empty, invented, all] = [0, 0, 0];
  for (let y = 0; y + CELL <= attempt.height; y += CELL)
    for (let x = 0; x + CELL <= attempt.width; x += CELL) {
      all++;
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
