import { kernels, layOut, type Kernels } from '../kernels/kernels.ts';
import type { Plane, Raster } from '../pixels/types.ts';
import { CELL, cellGrid } from './cells.ts';
import { halfLumaLine } from './half-luma.ts';
import { C2 } from './ssim-formula.ts';

/** What two pictures have inside their 8×8 cells, row after row; 0 in cells that are cut off at the border. */
export interface FineStructure {
  /** 1 − contrast and structure of SSIM, 0 (alike) to 2. */
  unlike: Float32Array;
  /** Variance of the luma in levels of 0..255 squared: of the picture, and of what it is compared with. */
  energy: Float32Array;
  targetEnergy: Float32Array;
}

/** Pixels of a cell at half the size, along one side and in all. */
const SIDE = CELL / 2;
const COUNT = SIDE * SIDE;

/** Cells measured at most, those of 3 megapixels: in a larger picture one row of cells in 2, 4, 8 … stands for the next ones. */
const MOST = 48_000;

/**
 * Compares what is inside every 8×8 cell with another picture's luma, at half the size, where type and grain survive
 * whatever they are saved as: (2·cov + C₂) / (σ²a + σ²b + C₂) over its 4×4 means. Blind to the cells' own lightness.
 * `target` is the other picture's `halfLuma`. `compiled: null` measures without WebAssembly, to the same bits. Throws when its size is another.
 * Wang, Bovik, Sheikh & Simoncelli 2004, without the luminance term.
 */
export function fineStructure(
  picture: Raster,
  target: Plane,
  compiled: Kernels | null = kernels,
): FineStructure {
  if (picture.width >> 1 !== target.width || picture.height >> 1 !== target.height)
    throw new Error(
      `Expected half of ${picture.width}×${picture.height} but received ${target.width}×${target.height}`,
    );
  const { columns, rows } = cellGrid(picture);
  let step = 1;
  while (columns * rows > MOST * step) step *= 2;
  const made = (): Float32Array => new Float32Array(columns * rows);
  const out = { unlike: made(), energy: made(), targetEnergy: made() };
  const cells = Math.floor(target.width / SIDE);
  const measureRow = compiled
    ? compiledRow(picture, target, cells, compiled)
    : plainRow(picture, target, cells);
  for (let row = 0; row < Math.floor(target.height / SIDE); row++) {
    const at = row * columns;
    if (row % step === 0) measureRow(row, out, at);
    else
      for (const values of [out.unlike, out.energy, out.targetEnergy])
        values.copyWithin(at, at - columns, at);
  }
  return out;
}

/** Measures one row of whole cells; `at` is where its first one stands in `out`. */
type MeasureRow = (row: number, out: FineStructure, at: number) => void;

function plainRow(picture: Raster, target: Plane, cells: number): MeasureRow {
  const used = cells * SIDE;
  const lines = new Uint8Array(used * SIDE);
  return (row, out, at) => {
    for (let y = 0; y < SIDE; y++)
      halfLumaLine(picture, row * SIDE + y, lines.subarray(y * used, (y + 1) * used));
    const beside = target.data.subarray(row * SIDE * target.width);
    for (let cell = 0; cell < cells; cell++)
      compareCell(lines, used, beside, target.width, cell, out, at + cell);
  };
}

function compiledRow({ width, data }: Raster, target: Plane, cells: number, compiled: Kernels): MeasureRow {
  const stride = width * 3;
  const plane = cells * 4;
  const [lines, beside, found] = layOut(compiled, compiled.base(), [
    stride * CELL,
    target.width * SIDE,
    plane * 3,
  ]) as [number, number, number];
  const { buffer } = compiled.memory;
  const linesView = new Uint8Array(buffer, lines, stride * CELL);
  const besideView = new Uint8Array(buffer, beside, target.width * SIDE);
  const views = [0, 1, 2].map((k) => new Float32Array(buffer, found + k * plane, cells));
  return (row, { unlike, energy, targetEnergy }, at) => {
    linesView.set(data.subarray(row * CELL * stride, (row + 1) * CELL * stride));
    besideView.set(target.data.subarray(row * SIDE * target.width, (row + 1) * SIDE * target.width));
    compiled.fineCells(lines, stride, beside, target.width, cells, C2, found, plane);
    [unlike, energy, targetEnergy].forEach((values, k) => values.set(views[k]!, at));
  };
}

/** One cell, a function of its own so that it is compiled as a whole. */
function compareCell(
  a: Uint8Array,
  perLine: number,
  b: Uint8Array,
  perTargetLine: number,
  cell: number,
  out: FineStructure,
  to: number,
): void {
  let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
  for (let y = 0; y < SIDE; y++)
    for (
      let i = y * perLine + cell * SIDE, k = y * perTargetLine + cell * SIDE, end = i + SIDE;
      i < end;
      i++, k++
    ) {
      const p = a[i]!;
      const q = b[k]!;
      sa += p;
      sb += q;
      saa += p * p;
      sbb += q * q;
      sab += p * q;
    }
  const va = saa / COUNT - (sa / COUNT) ** 2;
  const vb = sbb / COUNT - (sb / COUNT) ** 2;
  const cov = sab / COUNT - (sa / COUNT) * (sb / COUNT);
  out.energy[to] = va;
  out.targetEnergy[to] = vb;
  out.unlike[to] = 1 - (2 * cov + C2) / (va + vb + C2);
}
