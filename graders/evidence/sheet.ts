import { pick, type Tiles } from '../pixels/tiles.ts';
import type { Box, Raster } from '../pixels/types.ts';

/** A sheet of close-ups: square tiles with a gap between, on white. */
export const TILE = 176;
export const GAP = 8;

export function blankSheet(columns: number, rows: number): Raster {
  const width = columns * (TILE + GAP) - GAP;
  const height = rows * (TILE + GAP) - GAP;
  return { width, height, data: new Uint8Array(width * height * 3).fill(255) };
}

/** A square of a picture brought to the tile's size by the nearest pixel, so that what is enlarged stays honest. */
export function sampled(picture: Raster | Tiles, { x, y, width, height }: Box): Raster {
  const columns = Int32Array.from({ length: TILE }, (_, i) => x + Math.floor((i * width) / TILE));
  const rows = Int32Array.from({ length: TILE }, (_, i) => y + Math.floor((i * height) / TILE));
  return { width: TILE, height: TILE, data: pick(picture, columns, rows) };
}

/** The same of a whole square. */
export const enlarged = (square: Raster): Raster => sampled(square, { x: 0, y: 0, ...square });

export function paint(sheet: Raster, left: number, top: number, { width, height, data }: Raster): void {
  for (let y = 0; y < height; y++)
    sheet.data.set(data.subarray(y * width * 3, (y + 1) * width * 3), ((top + y) * sheet.width + left) * 3);
}
