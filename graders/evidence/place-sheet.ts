import type { MeasuredPlace } from '../criteria/types.ts';
import { lumaOf } from '../metrics/luma.ts';
import { differenceMap } from '../metrics/pixelmatch.ts';
import { encodeWebp } from '../pixels/encode.ts';
import { crop, type Tiles } from '../pixels/tiles.ts';
import type { Raster } from '../pixels/types.ts';
import { closeUp } from '../regions.ts';
import type { Drawn } from './heat-map.ts';

const TILE = 216;
const GAP = 8;
const MARK = [204, 0, 120] as const;

/**
 * One row a place, worst first: the start, the learner's picture, and the learner's picture in grey with the pixels
 * marked that still differ from the reference. The reference itself is never shown.
 */
export async function drawPlaces(
  places: readonly MeasuredPlace[],
  attempt: Raster,
  start: Tiles,
  reference: Tiles,
): Promise<Drawn> {
  const width = 3 * TILE + 2 * GAP;
  const height = places.length * (TILE + GAP) - GAP;
  const sheet: Raster = { width, height, data: new Uint8Array(width * height * 3).fill(255) };
  places.forEach((place, row) => {
    const box = closeUp(place, attempt);
    const mine = crop(attempt, box);
    const before = crop(start, box);
    const map = differenceMap(mine, crop(reference, box), 0.1);
    const top = row * (TILE + GAP);
    paint(sheet, 0, top, before);
    paint(sheet, TILE + GAP, top, mine);
    paint(sheet, 2 * (TILE + GAP), top, marked(mine, map));
  });
  return { width, height, bytes: await encodeWebp(sheet) };
}

/** In grey, with the pixels of the map in the marking colour. */
function marked({ width, height, data }: Raster, map: Uint8Array): Raster {
  const out = new Uint8Array(data.length);
  for (let i = 0, at = 0; i < map.length; i++, at += 3) {
    const grey = lumaOf(data[at]!, data[at + 1]!, data[at + 2]!);
    for (let c = 0; c < 3; c++) out[at + c] = map[i] ? MARK[c]! : grey;
  }
  return { width, height, data: out };
}

/** Fills one tile from a square by the nearest pixel, so that what is enlarged stays honest. */
function paint(sheet: Raster, left: number, top: number, { width: side, data }: Raster): void {
  for (let y = 0; y < TILE; y++) {
    const row = Math.floor((y * side) / TILE) * side;
    let o = ((top + y) * sheet.width + left) * 3;
    for (let x = 0; x < TILE; x++, o += 3) {
      const at = (row + Math.floor((x * side) / TILE)) * 3;
      sheet.data[o] = data[at]!;
      sheet.data[o + 1] = data[at + 1]!;
      sheet.data[o + 2] = data[at + 2]!;
    }
  }
}
