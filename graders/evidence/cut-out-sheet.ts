import type { MeasuredPlace } from '../criteria/types.ts';
import { encodeJpeg } from '../pixels/encode.ts';
import { crop } from '../pixels/tiles.ts';
import type { Plane, Raster } from '../pixels/types.ts';
import { closeUp } from '../regions.ts';
import type { Drawn } from './heat-map.ts';
import { blankSheet, enlarged, GAP, paint, TILE } from './sheet.ts';

/** Grounds that no product is photographed on: what a light one hides, the other shows. */
const GROUNDS = [
  [255, 0, 190],
  [24, 28, 32],
] as const;
const LEFT_ON = [224, 130, 20] as const;
const EATEN = [84, 39, 136] as const;
/** Codes of alpha below which nothing is marked. */
const DEAD = 10;

/**
 * One row a place, worst first: the cut-out on magenta, the same on near-black, and its alpha in grey with what is left
 * on in orange and what is eaten away in violet. The true cut-out itself is never shown.
 */
export async function drawCutOuts(
  places: readonly MeasuredPlace[],
  attempt: { pixels: Raster; alpha: Plane },
  truth: Plane,
): Promise<Drawn> {
  const sheet = blankSheet(3, places.length);
  places.forEach((place, row) => {
    const box = closeUp(place, attempt.pixels);
    const mine = crop(attempt.pixels, box);
    const [onMagenta, onBlack, matte] = [0, 1, 2].map(() => ({ ...mine, data: mine.data.slice() }));
    for (let y = 0; y < box.height; y++)
      for (let x = 0; x < box.width; x++) {
        const i = (box.y + y) * attempt.alpha.width + box.x + x;
        const at = (y * box.width + x) * 3;
        const a = attempt.alpha.data[i]!;
        relay(onMagenta!, at, a, GROUNDS[0]);
        relay(onBlack!, at, a, GROUNDS[1]);
        mark(matte!, at, a, truth.data[i]!);
      }
    [onMagenta!, onBlack!, matte!].forEach((tile, column) =>
      paint(sheet, column * (TILE + GAP), row * (TILE + GAP), enlarged(tile)),
    );
  });
  return { width: sheet.width, height: sheet.height, bytes: await encodeJpeg(sheet) };
}

/** From white onto another ground. */
function relay({ data }: Raster, at: number, alpha: number, ground: readonly number[]): void {
  const through = 1 - alpha / 255;
  for (let c = 0; c < 3; c++)
    data[at + c] = Math.max(0, Math.round(data[at + c]! - through * (255 - ground[c]!)));
}

function mark({ data }: Raster, at: number, mine: number, wanted: number): void {
  const off = Math.abs(mine - wanted);
  const colour = mine > wanted ? LEFT_ON : EATEN;
  const share = off > DEAD ? 0.35 + 0.65 * Math.min(1, off / 160) : 0;
  for (let c = 0; c < 3; c++) data[at + c] = mine + share * (colour[c]! - mine);
}
