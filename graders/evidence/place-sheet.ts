import type { MeasuredPlace } from '../criteria/types.ts';
import { lumaOf } from '../metrics/luma.ts';
import { differenceMap } from '../metrics/pixelmatch.ts';
import { encodeJpeg } from '../pixels/encode.ts';
import type { Tiles } from '../pixels/tiles.ts';
import type { Raster } from '../pixels/types.ts';
import { closeUp } from '../regions.ts';
import type { Drawn } from './heat-map.ts';
import { blankSheet, GAP, paint, sampled, TILE } from './sheet.ts';

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
  const sheet = blankSheet(3, places.length);
  places.forEach((place, row) => {
    const box = closeUp(place, attempt);
    const [before, mine, target] = [start, attempt, reference].map((picture) => sampled(picture, box));
    const map = differenceMap(mine!, target!, { threshold: THRESHOLD, edges: true });
    const top = row * (TILE + GAP);
    paint(sheet, 0, top, before!);
    paint(sheet, TILE + GAP, top, mine!);
    paint(sheet, 2 * (TILE + GAP), top, marked(mine!, map));
  });
  return { width: sheet.width, height: sheet.height, bytes: await encodeJpeg(sheet) };
}

/** In grey, with the pixels of the map in the marking colour. */
function marked({ width, height, data }: Raster, map: Uint8Array): Raster {
  const out = new Uint8Array(data.length);
  const [r, g, b] = MARK;
  for (let i = 0, at = 0; i < map.length; i++, at += 3) {
    const grey = lumaOf(data[at]!, data[at + 1]!, data[at + 2]!);
    const marks = map[i] === 1;
    out[at] = marks ? r : grey;
    out[at + 1] = marks ? g : grey;
    out[at + 2] = marks ? b : grey;
  }
  return { width, height, data: out };
}
