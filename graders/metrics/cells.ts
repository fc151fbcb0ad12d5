import { LAB_F, linearArrayToLab } from '../colour/lab.ts';
import { LINEAR_16 } from '../colour/srgb.ts';
import { kernels, layOut, type Kernels } from '../kernels/kernels.ts';
import { linesOf, type Lines } from '../pixels/lines.ts';
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

/** Above so many pixels every second row of a cell counts, or every fourth: noise is still averaged over 32 or 16 pixels. */
const [LARGE, LARGER] = [5e6, 10e6];

/** Every how many lines of a picture one counts. */
const stepFor = ({ width, height }: { width: number; height: number }): number =>
  width * height > LARGER ? 4 : width * height > LARGE ? 2 : 1;

/** The lines of one row of cells that count. */
function countedLines(row: number, height: number, step: number): number[] {
  const lines: number[] = [];
  for (let y = row * CELL; y < Math.min(height, (row + 1) * CELL); y += step) lines.push(y);
  return lines;
}

/** Turns one row of cells into L*a*b*; `lines` are the picture's lines that count. */
type MeasureRow = (row: number, lines: readonly number[], lab: Float32Array) => void;

/**
 * Averages before measuring colour, as the eye does at a distance: noise, JPEG and half-pixel shifts mostly cancel,
 * a grade does not. Works strip by strip; no float image is made. `compiled: null` measures without WebAssembly, to
 * the same bits.
 */
export const measureCells = (picture: Raster, compiled: Kernels | null = kernels): Cells =>
  measureLines(linesOf(picture), compiled);

/** The same of a picture that is read line by line: one line in `step`. */
export function measureLines(
  picture: Lines,
  compiled: Kernels | null = kernels,
  step = stepFor(picture),
): Cells {
  const { columns, rows } = cellGrid(picture);
  const lab = new Float32Array(columns * rows * 3);
  const measureRow = compiled ? compiledRow(picture, columns, compiled) : plainRow(picture, columns);
  for (let row = 0; row < rows; row++) measureRow(row, countedLines(row, picture.height, step), lab);
  return { columns, rows, lab };
}

/** What a sum over so many lines of a cell so many pixels wide is multiplied by for its mean 0..1. */
const scaleOf = (lines: number, width: number): number => 1 / (lines * width * 65535);

function compiledRow({ width, read }: Lines, columns: number, compiled: Kernels): MeasureRow {
  const [table, curve, line, sums, out] = layOut(compiled, compiled.base(), [
    1024,
    LAB_F.byteLength,
    width * 3,
    columns * 12,
    columns * 12,
  ]) as [number, number, number, number, number];
  const { buffer } = compiled.memory;
  new Uint32Array(buffer, table, 256).set(LINEAR_16);
  new Float64Array(buffer, curve, LAB_F.length).set(LAB_F);
  const lineView = new Uint8Array(buffer, line, width * 3);
  const sumView = new Uint32Array(buffer, sums, columns * 3);
  const outView = new Float32Array(buffer, out, columns * 3);
  return (row, lines, lab) => {
    sumView.fill(0);
    for (const y of lines) {
      read(y, lineView);
      compiled.addRow(line, width, table, sums);
    }
    const whole = scaleOf(lines.length, CELL);
    const last = scaleOf(lines.length, width - (columns - 1) * CELL);
    compiled.cellsToLab(sums, columns, whole, last, curve, out);
    lab.set(outView, row * columns * 3);
  };
}

function plainRow({ width, read }: Lines, columns: number): MeasureRow {
  const sums = new Uint32Array(columns * 3);
  const means = new Float64Array(columns * 3);
  const data = new Uint8Array(width * 3);
  return (row, lines, lab) => {
    sums.fill(0);
    for (const y of lines) {
      read(y, data);
      addLine(data, width, sums);
    }
    for (let column = 0, s = 0; column < columns; column++) {
      const scale = scaleOf(lines.length, Math.min(CELL, width - column * CELL));
      for (const end = s + 3; s < end; s++) means[s] = sums[s]! * scale;
    }
    linearArrayToLab(means, lab, columns, row * columns * 3);
  };
}

function addLine(data: Uint8Array, width: number, sums: Uint32Array): void {
  for (let at = 0, s = 0, left = width; left > 0; left -= CELL, s += 3) {
    let r = 0;
    let g = 0;
    let b = 0;
    for (const end = at + Math.min(CELL, left) * 3; at < end; at += 3) {
      r += LINEAR_16[data[at]!]!;
      g += LINEAR_16[data[at + 1]!]!;
      b += LINEAR_16[data[at + 2]!]!;
    }
    sums[s]! += r;
    sums[s + 1]! += g;
    sums[s + 2]! += b;
  }
}
