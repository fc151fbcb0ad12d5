import type { Raster } from '../pixels/types.ts';
import { BLOCK } from './ssim-blocks.ts';

/** Three values a block: luma, red − green, yellow − blue, in codes of 255. */
export interface BlockTones {
  columns: number;
  rows: number;
  tones: Float32Array;
}

/** The least and the largest of every value nearby. */
export interface Ranges extends Pick<BlockTones, 'columns' | 'rows'> {
  least: Float32Array;
  most: Float32Array;
}

/** Means of the codes of 4×4 pixels: a dot of six pixels fills half of one at least, whatever its place. */
export function blockTones({ width, height, data }: Raster): BlockTones {
  const [columns, rows] = [Math.ceil(width / BLOCK), Math.ceil(height / BLOCK)];
  const tones = new Float32Array(columns * rows * 3);
  const sums = new Uint32Array(columns * 3);
  for (let row = 0; row < rows; row++) {
    const bottom = Math.min(height, (row + 1) * BLOCK);
    sums.fill(0);
    for (let y = row * BLOCK; y < bottom; y++) addLine(data, y * width * 3, width, sums);
    for (let column = 0, s = 0; column < columns; column++, s += 3) {
      const scale = 1 / ((bottom - row * BLOCK) * Math.min(BLOCK, width - column * BLOCK));
      const [r, g, b] = [sums[s]! * scale, sums[s + 1]! * scale, sums[s + 2]! * scale];
      const at = 3 * (row * columns + column);
      tones[at] = 0.299 * r + 0.587 * g + 0.114 * b;
      tones[at + 1] = r - g;
      tones[at + 2] = (r + g) / 2 - b;
    }
  }
  return { columns, rows, tones };
}

function addLine(data: Uint8Array, from: number, width: number, sums: Uint32Array): void {
  for (let x = 0, at = from; x < width; x++, at += 3) {
    const s = (x >> 2) * 3;
    sums[s]! += data[at]!;
    sums[s + 1]! += data[at + 1]!;
    sums[s + 2]! += data[at + 2]!;
  }
}

/** Erosion and dilation of each value by a square of `reach` blocks to every side. */
export function rangesOf({ columns, rows, tones }: BlockTones, reach: number): Ranges {
  const within = (pick: (p: number, q: number) => number): Float32Array => {
    const along = spread(tones, { lines: rows, line: columns * 3, length: columns, step: 3 }, reach, pick);
    return spread(along, { lines: columns, line: 3, length: rows, step: columns * 3 }, reach, pick);
  };
  return { columns, rows, least: within(Math.min), most: within(Math.max) };
}

/** How an array is walked: so many lines, so far apart, of so many triples, so far apart. */
interface Walk {
  lines: number;
  line: number;
  length: number;
  step: number;
}

function spread(
  from: Float32Array,
  { lines, line, length, step }: Walk,
  reach: number,
  pick: (p: number, q: number) => number,
): Float32Array {
  const out = new Float32Array(from.length);
  for (let l = 0; l < lines; l++)
    for (let k = 0; k < length; k++) {
      const to = Math.min(length - 1, k + reach);
      for (let c = 0; c < 3; c++) {
        const start = l * line + c;
        let found = from[start + k * step]!;
        for (let near = Math.max(0, k - reach); near <= to; near++)
          found = pick(found, from[start + near * step]!);
        out[start + k * step] = found;
      }
    }
  return out;
}
