import type { MeasuredPlace } from '../criteria/types.ts';
import { encodeJpeg } from '../pixels/encode.ts';
import { crop } from '../pixels/tiles.ts';
import type { Plane, Raster } from '../pixels/types.ts';
import { closeUp } from '../regions.ts';
import type { Drawn } from './heat-map.ts';
import { blankSheet, enlarged, GAP, paint, TILE } from './sheet.ts';

/** Levels of luma that are left unmarked, and from which a mark is at its strongest. */
const DEAD = 3;
const FULL = 24;
/** As in the lightness map. */
const LIGHTER = [224, 130, 20] as const;
const DARKER = [84, 39, 136] as const;

/**
 * One row a place, worst first: the learner's picture, and the same in grey with what is lighter than the reference
 * in orange and what is darker in violet. The reference itself is never shown.
 */
export async function drawEdges(
  places: readonly MeasuredPlace[],
  attempt: { pixels: Raster; luma: Plane },
  reference: { luma: Plane },
): Promise<Drawn> {
  const sheet = blankSheet(2, places.length);
  places.forEach((place, row) => {
    const box = closeUp(place, attempt.pixels);
    const mine = crop(attempt.pixels, box);
    const marks = crop(attempt.pixels, box);
    for (let y = 0; y < box.height; y++)
      for (let x = 0; x < box.width; x++) {
        const i = (box.y + y) * attempt.luma.width + box.x + x;
        mark(marks, (y * box.width + x) * 3, attempt.luma.data[i]!, reference.luma.data[i]!);
      }
    paint(sheet, 0, row * (TILE + GAP), enlarged(mine));
    paint(sheet, TILE + GAP, row * (TILE + GAP), enlarged(marks));
  });
  return { width: sheet.width, height: sheet.height, bytes: await encodeJpeg(sheet) };
}

function mark({ data }: Raster, at: number, mine: number, wanted: number): void {
  const colour = mine > wanted ? LIGHTER : DARKER;
  const share = Math.min(1, Math.max(0, (Math.abs(mine - wanted) - DEAD) / (FULL - DEAD)));
  for (let c = 0; c < 3; c++) data[at + c] = mine + share * (colour[c]! - mine);
}
