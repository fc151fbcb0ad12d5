import type { Box, Raster } from './types.ts';

const SIDE = 64;

/** The parts of a picture that were asked for, in squares of 64 pixels; the rest is not kept. */
export interface Tiles {
  width: number;
  height: number;
  /** By row · columns + column; 64 × 64 × 3 bytes each. */
  squares: ReadonlyMap<number, Uint8Array>;
}

/** Keeps the squares that any of the boxes touches: a local retouch needs a few hundredths of a picture. */
export function tilesOf(raster: Raster, boxes: readonly Box[]): Tiles {
  const { width, height, data } = raster;
  const columns = Math.ceil(width / SIDE);
  const squares = new Map<number, Uint8Array>();
  for (const box of boxes) {
    for (let row = box.y >> 6; row <= (box.y + box.height - 1) >> 6; row++)
      for (let column = box.x >> 6; column <= (box.x + box.width - 1) >> 6; column++) {
        if (squares.has(row * columns + column)) continue;
        const square = new Uint8Array(SIDE * SIDE * 3);
        const wide = Math.min(SIDE, width - column * SIDE) * 3;
        for (let y = 0; y < SIDE && row * SIDE + y < height; y++) {
          const at = ((row * SIDE + y) * width + column * SIDE) * 3;
          square.set(data.subarray(at, at + wide), y * SIDE * 3);
        }
        squares.set(row * columns + column, square);
      }
  }
  return { width, height, squares };
}

/** A box of a picture as a picture of its own. Asking tiles for a part that was not kept is a bug. */
export function crop(from: Raster | Tiles, box: Box): Raster {
  const out = new Uint8Array(box.width * box.height * 3);
  for (let y = 0; y < box.height; y++) {
    const line = box.y + y;
    if ('data' in from) {
      const at = (line * from.width + box.x) * 3;
      out.set(from.data.subarray(at, at + box.width * 3), y * box.width * 3);
      continue;
    }
    const columns = Math.ceil(from.width / SIDE);
    for (let x = box.x; x < box.x + box.width;) {
      const square = from.squares.get((line >> 6) * columns + (x >> 6));
      if (!square) throw new Error(`Expected pixels at ${x}, ${line} to have been kept`);
      const run = Math.min(SIDE - (x & 63), box.x + box.width - x);
      const at = ((line & 63) * SIDE + (x & 63)) * 3;
      out.set(square.subarray(at, at + run * 3), (y * box.width + x - box.x) * 3);
      x += run;
    }
  }
  return { width: box.width, height: box.height, data: out };
}

/** The pixels where the given columns and rows cross, row after row. Asking tiles for a part that was not kept is a bug. */
export function pick(from: Raster | Tiles, columns: Int32Array, rows: Int32Array): Uint8Array {
  const out = new Uint8Array(columns.length * rows.length * 3);
  rows.forEach((y, i) => {
    const to = i * columns.length * 3;
    if ('data' in from) pickFromLine(from.data, y * from.width, columns, out, to);
    else pickFromSquares(from, y, columns, out, to);
  });
  return out;
}

function pickFromLine(
  data: Uint8Array,
  line: number,
  columns: Int32Array,
  out: Uint8Array,
  to: number,
): void {
  for (let i = 0, o = to; i < columns.length; i++, o += 3) {
    const at = (line + columns[i]!) * 3;
    out[o] = data[at]!;
    out[o + 1] = data[at + 1]!;
    out[o + 2] = data[at + 2]!;
  }
}

function pickFromSquares(
  { width, squares }: Tiles,
  y: number,
  columns: Int32Array,
  out: Uint8Array,
  to: number,
): void {
  const first = (y >> 6) * Math.ceil(width / SIDE);
  const line = (y & 63) * SIDE;
  let held = -1;
  let square = out;
  for (let i = 0, o = to; i < columns.length; i++, o += 3) {
    const x = columns[i]!;
    if (x >> 6 !== held) {
      held = x >> 6;
      const kept = squares.get(first + held);
      if (!kept) throw new Error(`Expected pixels at ${x}, ${y} to have been kept`);
      square = kept;
    }
    const at = (line + (x & 63)) * 3;
    out[o] = square[at]!;
    out[o + 1] = square[at + 1]!;
    out[o + 2] = square[at + 2]!;
  }
}

/** Where a kept pixel lies: three codes of `data` from `at`. */
export function pixelAt({ width, squares }: Tiles, x: number, y: number): { data: Uint8Array; at: number } {
  const data = squares.get((y >> 6) * Math.ceil(width / SIDE) + (x >> 6));
  if (!data) throw new Error(`Expected pixels at ${x}, ${y} to have been kept`);
  return { data, at: ((y & 63) * SIDE + (x & 63)) * 3 };
}
