import { CELL } from '../metrics/cells.ts';
import type { FineStructure } from '../metrics/fine-structure.ts';
import type { Box } from '../pixels/types.ts';

/** The square of 128 pixels whose inside is least alike. */
export interface Spot {
  /** Mean 1 − SSIM inside its textured cells, 0..2; 0 where no square has enough of them. */
  unlike: number;
  /** Their variance over that of the start. */
  energy: number;
  box: Box | null;
}

/** Share of it that the mean of everything reaches where it is no matter of one place. */
const EVERYWHERE = 0.3;

/** Whether it stands out from the mean of all cells. */
export const standsOut = (spot: number, mean: number): boolean => mean < EVERYWHERE * spot;

/** Cells of a block along one side; a square is two by two blocks, and the next one begins a block further on. */
const BLOCK = 8;

/** Textured cells without which a square of 256 says nothing. */
const ENOUGH = 64;

/**
 * Finds it among cells that are protected in full. `textured`: variance of the start's luma from which a cell has a texture
 * that can be lost. A blurred object drowns in the mean of a frame, not in that of a square of its own size.
 */
export function worstSpot(
  inside: FineStructure,
  outside: Float32Array,
  columns: number,
  textured: number,
  frame: { width: number; height: number },
): Spot {
  const across = Math.ceil(columns / BLOCK);
  const down = Math.ceil(outside.length / columns / BLOCK);
  const blocks = new Float64Array(across * down * SUMS);
  for (let i = 0, row = 0; i < outside.length; i += columns, row++)
    addRow(inside, outside, i, columns, textured, blocks, Math.floor(row / BLOCK) * across);
  const worst = { unlike: 0, energy: 1, at: -1 };
  for (let y = 0; y < Math.max(1, down - 1); y++)
    for (let x = 0; x < Math.max(1, across - 1); x++) {
      const [count, unlike, energy, startEnergy] = [0, 1, 2, 3].map((k) =>
        sumOf(blocks, across, down, x, y, k),
      ) as [number, number, number, number];
      if (count < ENOUGH || unlike / count <= worst.unlike) continue;
      Object.assign(worst, { unlike: unlike / count, energy: energy / startEnergy, at: y * across + x });
    }
  if (worst.at < 0) return { unlike: 0, energy: 1, box: null };
  const side = BLOCK * CELL;
  const [x, y] = [(worst.at % across) * side, Math.floor(worst.at / across) * side];
  const box = {
    x,
    y,
    width: Math.min(2 * side, frame.width - x),
    height: Math.min(2 * side, frame.height - y),
  };
  return { unlike: worst.unlike, energy: worst.energy, box };
}

/** Of a block: textured cells, their 1 − SSIM, and their energies. */
const SUMS = 4;

function addRow(
  { unlike, energy, targetEnergy }: FineStructure,
  outside: Float32Array,
  from: number,
  columns: number,
  textured: number,
  blocks: Float64Array,
  first: number,
): void {
  for (let column = 0, i = from; column < columns; column++, i++) {
    if (targetEnergy[i]! <= textured || outside[i]! < 1) continue;
    const at = (first + (column >> 3)) * SUMS;
    blocks[at]!++;
    blocks[at + 1]! += unlike[i]!;
    blocks[at + 2]! += energy[i]!;
    blocks[at + 3]! += targetEnergy[i]!;
  }
}

function sumOf(blocks: Float64Array, across: number, down: number, x: number, y: number, k: number): number {
  let sum = 0;
  for (let row = y; row < Math.min(down, y + 2); row++)
    for (let column = x; column < Math.min(across, x + 2); column++)
      sum += blocks[(row * across + column) * SUMS + k]!;
  return sum;
}

/** Whether two boxes have a pixel in common. */
export const meet = (p: Box, q: Box): boolean =>
  p.x < q.x + q.width && q.x < p.x + p.width && p.y < q.y + q.height && q.y < p.y + p.height;
