import type { Box } from '../pixels/types.ts';
import type { Cells } from './cells.ts';

/** Samples across a picture, as a reader sees it on a page: unrest finer than that is averaged away. */
const ACROSS = 150;

/**
 * Unrest of a rectangle, given in shares of the picture: the root mean square difference of L* between neighbouring
 * samples, 150 of them across the picture's width, so that it does not depend on its size. A clear sky has about 0.5,
 * foliage 5 and more.
 */
export function unrest({ columns, rows, lab }: Cells, { x, y, width, height }: Box): number {
  const step = Math.max(1, Math.round(columns / ACROSS));
  const left = Math.floor((x * columns) / step);
  const right = Math.min(Math.floor(columns / step), Math.ceil(((x + width) * columns) / step));
  const top = Math.floor((y * rows) / step);
  const bottom = Math.min(Math.floor(rows / step), Math.ceil(((y + height) * rows) / step));
  const sample = (column: number, row: number): number => {
    let sum = 0;
    for (let j = 0; j < step; j++)
      for (let i = 0; i < step; i++) sum += lab[((row * step + j) * columns + column * step + i) * 3]!;
    return sum / (step * step);
  };
  let [squares, n] = [0, 0];
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      const here = sample(column, row);
      if (column + 1 < right) squares += (sample(column + 1, row) - here) ** 2;
      if (row + 1 < bottom) squares += (sample(column, row + 1) - here) ** 2;
      n += (column + 1 < right ? 1 : 0) + (row + 1 < bottom ? 1 : 0);
    }
  return n > 0 ? Math.sqrt(squares / n) : 0;
}
