import type { Cells } from '../metrics/cells.ts';

/** Changes whenever the same picture could give another sample: samples of different methods are never compared. */
export const EDIT_METHOD = 'edit-32/1';

/** Side of the grid. */
const SIDE = 32;
/** Steps of a stored value to one unit of L*, a* or b*: finer than what an export changes. */
const STEPS = 64;

/**
 * What was done to a picture: L*a*b* of the attempt less the start's on a grid of 32 × 32 over the common frame, in steps
 * of 1/64. All attempts of an exercise share their picture, so the picture itself tells nothing; the edit does. A
 * picture that started from nothing (`start` null) is told by how it differs from its own mean colour.
 */
export function sampleEdit(start: Cells | null, attempt: Cells): Int16Array {
  const grid = gridOf(attempt);
  const from = start ? gridOf(start) : meanOf(grid);
  return Int16Array.from(grid, (value, i) => Math.round(STEPS * (value - from[i % from.length]!)));
}

function gridOf({ columns, rows, lab }: Cells): Float64Array {
  const sums = new Float64Array(SIDE * SIDE * 3);
  const counts = new Float64Array(SIDE * SIDE);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const at = Math.floor((y * SIDE) / rows) * SIDE + Math.floor((x * SIDE) / columns);
      counts[at]!++;
      for (let c = 0; c < 3; c++) sums[at * 3 + c]! += lab[(y * columns + x) * 3 + c]!;
    }
  return sums.map((sum, i) => sum / Math.max(1, counts[Math.floor(i / 3)]!));
}

function meanOf(grid: Float64Array): Float64Array {
  const mean = new Float64Array(3);
  grid.forEach((value, i) => (mean[i % 3]! += (3 * value) / grid.length));
  return mean;
}
