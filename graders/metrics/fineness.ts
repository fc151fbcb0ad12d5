import type { Plane } from '../pixels/types.ts';
import { CELL, cellGrid } from './cells.ts';

/** Mean square of the 4-neighbour Laplacian of a luma plane over every cell, in squared levels of 0..255. */
export function finenessOf({ width, height, data }: Plane): Float32Array {
  const { columns, rows } = cellGrid({ width, height });
  const sums = new Float32Array(columns * rows);
  for (let y = 1; y < height - 1; y++)
    addLine(data, y * width, width, sums.subarray((y >> 3) * columns, ((y >> 3) + 1) * columns));
  return sums.map((sum) => sum / (CELL * CELL));
}

/** One line, a function of its own so that it is compiled as a whole. */
function addLine(data: Uint8Array, from: number, width: number, sums: Float32Array): void {
  for (let x = 1, i = from + 1; x < width - 1; x++, i++) {
    const laplacian = data[i - 1]! + data[i + 1]! + data[i - width]! + data[i + width]! - 4 * data[i]!;
    sums[x >> 3]! += laplacian * laplacian;
  }
}

/** Squared levels added to both, so that what is plain in both compares as alike whatever it was saved as. */
const PLAIN = 12;

/**
 * By how many octaves the fine structure around every cell is above that of the other plane, negative below: of the
 * means over 3×3 cells, since a fine line may lie on either side of a cell's edge. `gain` is the contrast of the first.
 */
export function finenessDelta(
  mine: Float32Array,
  theirs: Float32Array,
  { columns, rows }: { columns: number; rows: number },
  gain: number,
): Float32Array {
  const out = new Float32Array(mine.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let [n, a, b] = [0, 0, 0];
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          n++;
          a += mine[y * columns + x]!;
          b += theirs[y * columns + x]!;
        }
      out[row * columns + column] = Math.log2((a / n / gain ** 2 + PLAIN) / (b / n + PLAIN));
    }
  return out;
}
