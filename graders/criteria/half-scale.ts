import { BLOCK, type Needed } from '../metrics/ssim.ts';
import type { Plane } from '../pixels/types.ts';
import type { Region } from '../regions.ts';

const halves = new WeakMap<Plane, Plane>();

/** A plane at half its size by means of 2×2 codes; a last odd column or row is left out. Kept for as long as the plane is. */
export function halfPlane(plane: Plane): Plane {
  const known = halves.get(plane);
  if (known) return known;
  const [width, height] = [plane.width >> 1, plane.height >> 1];
  const data = new Uint8Array(width * height);
  for (let y = 0, o = 0; y < height; y++)
    for (let x = 0; x < width; x++, o++) {
      const i = 2 * y * plane.width + 2 * x;
      const below = i + plane.width;
      data[o] = (plane.data[i]! + plane.data[i + 1]! + plane.data[below]! + plane.data[below + 1]! + 2) >> 2;
    }
  const half = { width, height, data };
  halves.set(plane, half);
  return half;
}

/** Where a region lies at half the size: its 8×8 cells are the 4×4 blocks there. */
export function halfRegion({ cells }: Region, full: { width: number; height: number }): Needed {
  const columns = Math.ceil(full.width / (2 * BLOCK));
  const perRow = Math.ceil((full.width >> 1) / BLOCK);
  const rows = Math.ceil((full.height >> 1) / BLOCK);
  const blocks = new Uint8Array(perRow * rows);
  const spans = new Int32Array(rows * 2);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < perRow; column++) {
      const share = cells[row * columns + column]!;
      if (share === 0) continue;
      blocks[row * perRow + column] = Math.max(1, Math.round(share * BLOCK * BLOCK));
      if (spans[row * 2 + 1] === 0) spans[row * 2] = column;
      spans[row * 2 + 1] = column + 1;
    }
  return { blocks, spans };
}
