import type { Swatch } from '../criteria/types.ts';
import { encodeJpeg } from '../pixels/encode.ts';
import type { Raster } from '../pixels/types.ts';
import type { Drawn } from './heat-map.ts';

const WIDTH = 536;
const ROW = 72;

/** Two rows that touch, so that the join shows the difference: above the colours wanted, below those found. */
export async function drawSwatches(wanted: readonly Swatch[], found: readonly Swatch[]): Promise<Drawn> {
  const sheet: Raster = {
    width: WIDTH,
    height: 2 * ROW,
    data: new Uint8Array(WIDTH * 2 * ROW * 3).fill(255),
  };
  [wanted, found].forEach((row, n) => fill(sheet, row, n * ROW));
  return { width: WIDTH, height: 2 * ROW, bytes: await encodeJpeg(sheet) };
}

function fill({ width, data }: Raster, row: readonly Swatch[], top: number): void {
  const total = row.reduce((sum, { share }) => sum + share, 0);
  let from = 0;
  let sum = 0;
  for (const { colour, share } of row) {
    sum += share;
    const to = Math.round((width * sum) / total);
    const rgb = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    for (let y = top; y < top + ROW; y++) for (let x = from; x < to; x++) data.set(rgb, (y * width + x) * 3);
    from = to;
  }
}
