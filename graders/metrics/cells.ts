import { linearArrayToLab } from '../colour/lab.ts';
import { LINEAR_16 } from '../colour/srgb.ts';
import type { Raster } from '../pixels/types.ts';

export const CELL = 8;

/** Means of 8×8 pixels in linear light, as L*a*b* triples, row after row. Cells at the right and bottom may be partial. */
export interface Cells {
  columns: number;
  rows: number;
  lab: Float32Array;
}

export const cellGrid = (size: { width: number; height: number }): { columns: number; rows: number } => ({
  columns: Math.ceil(size.width / CELL),
  rows: Math.ceil(size.height / CELL),
});

/** Above this many pixels every second row of a cell counts: noise is still averaged over 32 pixels. */
const LARGE = 5e6;

/**
 * Averages before measuring colour, as the eye does at a distance: noise, JPEG and half-pixel shifts mostly cancel,
 * a grade does not. Works strip by strip; no float image is made.
 */
export function measureCells({ width, height, data }: Raster): Cells {
  const { columns, rows } = cellGrid({ width, height });
  const lab = new Float32Array(columns * rows * 3);
  const sums = new Uint32Array(columns * 3);
  const means = new Float64Array(columns * 3);
  const step = width * height > LARGE ? 2 : 1;
  for (let row = 0; row < rows; row++) {
    sums.fill(0);
    const bottom = Math.min(height, (row + 1) * CELL);
    let lines = 0;
    for (let y = row * CELL; y < bottom; y += step, lines++) addLine(data, y * width * 3, width, sums);
    for (let column = 0, s = 0; column < columns; column++) {
      const scale = 1 / (lines * Math.min(CELL, width - column * CELL) * 65535);
      for (const end = s + 3; s < end; s++) means[s] = sums[s]! * scale;
    }
    linearArrayToLab(means, lab, columns, row * columns * 3);
  }
  return { columns, rows, lab };
}

function addLine(data: Uint8Array, from: number, width: number, sums: Uint32Array): void {
  let at = from;
  const whole = Math.floor(width / CELL);
  for (let column = 0, s = 0; column < whole; column++, s += 3) {
    let r = 0;
    let g = 0;
    let b = 0;
    for (const end = at + CELL * 3; at < end; at += 3) {
      r += LINEAR_16[data[at]!]!;
      g += LINEAR_16[data[at + 1]!]!;
      b += LINEAR_16[data[at + 2]!]!;
    }
    sums[s]! += r;
    sums[s + 1]! += g;
    sums[s + 2]! += b;
  }
  for (const end = from + width * 3, s = whole * 3; at < end; at += 3) {
    sums[s]! += LINEAR_16[data[at]!]!;
    sums[s + 1]! += LINEAR_16[data[at + 1]!]!;
    sums[s + 2]! += LINEAR_16[data[at + 2]!]!;
  }
}
