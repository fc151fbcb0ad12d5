import type { Cells } from './cells.ts';

/** How strongly a texture varies over 16 px in the two directions: log₂ of the mean squared second difference of L*. */
export interface Grain {
  /** Along rows: low where something was dragged sideways. */
  sideways: number;
  /** Along columns. */
  upDown: number;
}

/** Cells between the three that make one second difference. */
const STEP = 2;
/** L*², so that what is flat in both pictures compares as alike; far below any wood, cloth or skin. */
const FLOOR = 0.02;
/** Fewer differences say nothing. */
const LEAST = 12;

/**
 * The grain of the cells that lie wholly inside (`inside`: share per cell; null: everywhere). Cells average noise and
 * compression away, so that only drawing counts. Null where the region is too small for it.
 */
export function measureGrain({ columns, rows, lab }: Cells, inside: Float32Array | null): Grain | null {
  const along = (offset: number, right: number, bottom: number): number | null => {
    let [sum, n] = [0, 0];
    for (let row = bottom; row < rows - bottom; row++)
      for (let i = row * columns + right, end = (row + 1) * columns - right; i < end; i++) {
        if (inside && (inside[i]! < 1 || inside[i - offset]! < 1 || inside[i + offset]! < 1)) continue;
        const difference = lab[(i - offset) * 3]! - 2 * lab[i * 3]! + lab[(i + offset) * 3]!;
        sum += difference * difference;
        n++;
      }
    return n < LEAST ? null : Math.log2(sum / n + FLOOR);
  };
  const sideways = along(STEP, STEP, 0);
  const upDown = along(STEP * columns, 0, STEP);
  return sideways === null || upDown === null ? null : { sideways, upDown };
}
