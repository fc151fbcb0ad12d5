import type { Patch, Region } from '../regions.ts';
import { CELL, type Cells } from './cells.ts';

/** Direction in a*b* from the ground's colour to the ink's, of length 1; 0, 0 where they have one chroma. */
export type InkAxis = readonly [number, number];

/** C*ab between ground and ink, below which they have one chroma. */
const PLAIN = 1;

/**
 * The way in a*b* from what lies around ink to the ink itself: the slope of a* and b* over the share of a cell that is
 * ink, by least squares over all cells of the patches' boxes.
 */
export function inkAxis({ columns, lab }: Cells, region: Pick<Region, 'cells' | 'patches'>): InkAxis {
  let [n, w, a, b, ww, wa, wb] = [0, 0, 0, 0, 0, 0, 0];
  for (const { box } of region.patches)
    for (let row = Math.floor(box.y / CELL); row * CELL < box.y + box.height; row++)
      for (let column = Math.floor(box.x / CELL); column * CELL < box.x + box.width; column++) {
        const i = row * columns + column;
        const [share, x, y] = [region.cells[i]!, lab[i * 3 + 1]!, lab[i * 3 + 2]!];
        n++;
        w += share;
        a += x;
        b += y;
        ww += share * share;
        wa += share * x;
        wb += share * y;
      }
  const spread = ww - (w * w) / n;
  if (n === 0 || spread <= 0) return [0, 0];
  const [da, db] = [(wa - (w * a) / n) / spread, (wb - (w * b) / n) / spread];
  const length = Math.hypot(da, db);
  return length < PLAIN ? [0, 0] : [da / length, db / length];
}

/** Mean a*, b* of the cells that a patch lies in, each by the pixels it has there. */
export function meanTint({ columns, lab }: Cells, { box, mask, pixels }: Patch): [number, number] {
  let [a, b] = [0, 0];
  for (let y = 0; y < box.height; y++) {
    const row = ((box.y + y) >> 3) * columns;
    for (let x = 0; x < box.width; x++) {
      if (mask[y * box.width + x] === 0) continue;
      const at = 3 * (row + ((box.x + x) >> 3));
      a += lab[at + 1]!;
      b += lab[at + 2]!;
    }
  }
  return pixels > 0 ? [a / pixels, b / pixels] : [0, 0];
}
