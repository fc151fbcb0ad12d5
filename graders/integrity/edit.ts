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
  const bins = Int32Array.from({ length: columns }, (_, x) => Math.floor((x * SIDE) / columns));
  for (let y = 0; y < rows; y++) {
    const first = Math.floor((y * SIDE) / rows) * SIDE;
    addRow(lab.subarray(y * columns * 3, (y + 1) * columns * 3), bins, first, sums, counts);
  }
  return sums.map((sum, i) => sum / Math.max(1, counts[Math.floor(i / 3)]!));
}

/** One row of cells, a function of its own so that it is compiled as a whole. */
function addRow(
  lab: Float32Array,
  bins: Int32Array,
  first: number,
  sums: Float64Array,
  counts: Float64Array,
): void {
  for (let x = 0, i = 0; x < bins.length; x++, i += 3) {
    const at = first + bins[x]!;
    counts[at]!++;
    sums[at * 3]! += lab[i]!;
    sums[at * 3 + 1]! += lab[i + 1]!;
    sums[at * 3 + 2]! += lab[i + 2]!;
  }
}

function meanOf(grid: Float64Array): Float64Array {
  const mean = new Float64Array(3);
  grid.forEach((value, i) => (mean[i % 3]! += (3 * value) / grid.length));
  return mean;
}
