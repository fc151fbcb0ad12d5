import { BLOCK } from '../metrics/ssim-blocks.ts';
import type { Needed } from '../metrics/ssim.ts';
import type { Region } from '../regions.ts';

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
