import { halfPlane } from '../pixels/half-plane.ts';
import type { Plane, Raster } from '../pixels/types.ts';
import { CELL, cellGrid } from './cells.ts';
import { lumaOf } from './luma.ts';
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

/** Above so many pixels every second row of cells is measured, or every fourth, and stands for the next ones. */
const [LARGE, LARGER] = [5e6, 10e6];

/**
 * Compares what is inside every 8×8 cell with the same cell of a luma plane, at half the size, where type and grain
 * survive whatever they are saved as: (2·cov + C₂) / (σ²a + σ²b + C₂) over its 4×4 means. Blind to the cells' own lightness.
 * Wang, Bovik, Sheikh & Simoncelli 2004, without the luminance term.
 */
export function fineStructure(picture: Raster, target: Plane): FineStructure {
  const { columns, rows } = cellGrid(target);
  const pixels = target.width * target.height;
  const step = pixels > LARGER ? 4 : pixels > LARGE ? 2 : 1;
  const made = (): Float32Array => new Float32Array(columns * rows);
  const out = { unlike: made(), energy: made(), targetEnergy: made() };
  const half = halfPlane(target);
  const line = new Uint8Array((half.width - (half.width % SIDE)) * SIDE);
  for (let row = 0; row < Math.floor(half.height / SIDE); row++) {
    const at = row * columns;
    if (row % step === 0) {
      halveRow(picture, row, line);
      compareRow(line, half, row, out, at);
    } else for (const values of Object.values(out) as Float32Array[]) values.copyWithin(at, at - columns, at);
  }
  return out;
}

/** The luma of one row of cells by means of 2×2, cell after cell. */
function halveRow({ width, data }: Raster, row: number, out: Uint8Array): void {
  for (let y = 0; y < SIDE; y++)
    for (let x = 0, at = (row * CELL + 2 * y) * width * 3; x < out.length / SIDE; x++, at += 6) {
      const below = at + width * 3;
      const o = (x >> 2) * COUNT + y * SIDE + (x & 3);
      out[o] =
        (lumaOf(data[at]!, data[at + 1]!, data[at + 2]!) +
          lumaOf(data[at + 3]!, data[at + 4]!, data[at + 5]!) +
          lumaOf(data[below]!, data[below + 1]!, data[below + 2]!) +
          lumaOf(data[below + 3]!, data[below + 4]!, data[below + 5]!) +
          2) >>
        2;
    }
}

function compareRow(line: Uint8Array, half: Plane, row: number, out: FineStructure, first: number): void {
  for (let cell = 0, i = 0; i < line.length; cell++) {
    let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
    for (let y = 0; y < SIDE; y++)
      for (let k = (row * SIDE + y) * half.width + cell * SIDE, end = k + SIDE; k < end; k++, i++) {
        const a = line[i]!;
        const b = half.data[k]!;
        sa += a;
        sb += b;
        saa += a * a;
        sbb += b * b;
        sab += a * b;
      }
    const va = saa / COUNT - (sa / COUNT) ** 2;
    const vb = sbb / COUNT - (sb / COUNT) ** 2;
    const cov = sab / COUNT - (sa / COUNT) * (sb / COUNT);
    out.energy[first + cell] = va;
    out.targetEnergy[first + cell] = vb;
    out.unlike[first + cell] = 1 - (2 * cov + C2) / (va + vb + C2);
  }
}
