import type { MeasuredPlace } from '../criteria/types.ts';
import { lumaOf } from '../metrics/luma.ts';
import { differenceMap } from '../metrics/pixelmatch.ts';
import { encodeJpeg } from '../pixels/encode.ts';
import { pick, type Tiles } from '../pixels/tiles.ts';
import type { Box, Raster } from '../pixels/types.ts';
import { closeUp } from '../regions.ts';
import type { Drawn } from './heat-map.ts';

const TILE = 176;
const GAP = 8;
/** What pixelmatch overlooks, as in the criterion. */
const THRESHOLD = 0.1;
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
    const [before, mine, target] = [start, attempt, reference].map((picture) => sampled(picture, box));
    const map = differenceMap(mine!, target!, { threshold: THRESHOLD, edges: true });
    const top = row * (TILE + GAP);
    paint(sheet, 0, top, before!);
    paint(sheet, TILE + GAP, top, mine!);
    paint(sheet, 2 * (TILE + GAP), top, marked(mine!, map));
  });
  return { width, height, bytes: await encodeJpeg(sheet) };
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

/** A square of a picture brought to the tile's size by the nearest pixel, so that what is enlarged stays honest. */
function sampled(picture: Raster | Tiles, box: Box): Raster {
  const at = Int32Array.from({ length: TILE }, (_, i) => Math.floor((i * box.width) / TILE));
  return {
    width: TILE,
    height: TILE,
    data: pick(
      picture,
      at.map((x) => box.x + x),
      at.map((y) => box.y + y),
    ),
  };
}

function paint(sheet: Raster, left: number, top: number, { width, height, data }: Raster): void {
  for (let y = 0; y < height; y++)
    sheet.data.set(data.subarray(y * width * 3, (y + 1) * width * 3), ((top + y) * sheet.width + left) * 3);
}
