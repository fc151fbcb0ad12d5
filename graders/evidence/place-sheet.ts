import type { MeasuredPlace } from '../criteria/types.ts';
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
    paint(sheet, 0, top, box.width, (i) => pixel(before, i));
    paint(sheet, TILE + GAP, top, box.width, (i) => pixel(mine, i));
    paint(sheet, 2 * (TILE + GAP), top, box.width, (i) => {
      if (map[i]) return MARK;
      const [r, g, b] = pixel(mine, i);
      const grey = Math.round(0.3 * r + 0.59 * g + 0.11 * b);
      return [grey, grey, grey];
    });
  });
  return { width, height, bytes: await encodeWebp(sheet) };
}

type Rgb = readonly [number, number, number];

const pixel = ({ data }: Raster, i: number): Rgb => [data[i * 3]!, data[i * 3 + 1]!, data[i * 3 + 2]!];

/** Fills one tile from a square of `side` pixels by the nearest one, so that what is enlarged stays honest. */
function paint(sheet: Raster, left: number, top: number, side: number, colour: (i: number) => Rgb): void {
  for (let y = 0; y < TILE; y++)
    for (let x = 0; x < TILE; x++) {
      const i = Math.floor((y * side) / TILE) * side + Math.floor((x * side) / TILE);
      sheet.data.set(colour(i), ((top + y) * sheet.width + left + x) * 3);
    }
}
