import type { Box, Plane } from '../pixels/types.ts';
import type { Patch } from '../regions.ts';
import { BLOCK } from './ssim-blocks.ts';

/** How much rougher (positive) or smoother a place is than what lies around it, in octaves, in the two directions. */
export interface PatchTexture {
  /** Along rows: low where pixels were dragged sideways. */
  sideways: number;
  /** Along columns. */
  upDown: number;
}

/** Pixels around a patch that count as its surroundings. */
const AROUND = 16;
/** Pixels between the three samples of a second difference: at one, saving as JPEG 80 hides a smear. */
const STEP = 2;
/** Codes², added to both so that what is flat inside and outside compares as alike: noise of σ 0.6. */
const FLOOR = 2;

/**
 * log₂ of the mean squared second difference of the luma, two pixels apart, inside the patch over the same in a band of 16 px around it.
 * `blocks`: pixels per 4×4 block that any patch holds; these are no surroundings. Whatever a file's compression takes
 * away it takes away on both sides.
 */
export function textureOf(luma: Plane, patch: Patch, blocks: Uint8Array): PatchTexture {
  const around = surroundings(patch, luma, blocks);
  const inside = energies(luma, patch.box, patch.mask);
  const outside = energies(luma, around.box, around.mask);
  const octaves = (direction: 'sideways' | 'upDown'): number =>
    Math.log2((inside[direction] + FLOOR) / (outside[direction] + FLOOR));
  return { sideways: octaves('sideways'), upDown: octaves('upDown') };
}

/** Mean squared second differences whose three pixels all lie in the mask; 0 where there are none. */
function energies({ width, data }: Plane, box: Box, mask: Uint8Array): PatchTexture {
  const along = (inMask: number, inData: number, right: number, bottom: number): number => {
    let [sum, n] = [0, 0];
    for (let y = bottom; y < box.height - bottom; y++)
      for (let x = right; x < box.width - right; x++) {
        const m = y * box.width + x;
        if (!mask[m] || !mask[m - inMask] || !mask[m + inMask]) continue;
        const i = (box.y + y) * width + box.x + x;
        const difference = data[i - inData]! - 2 * data[i]! + data[i + inData]!;
        sum += difference * difference;
        n++;
      }
    return n > 0 ? sum / n : 0;
  };
  return { sideways: along(STEP, STEP, STEP, 0), upDown: along(box.width * STEP, width * STEP, 0, STEP) };
}

/** The band around a patch, without whatever belongs to any patch. */
function surroundings(
  { box, mask }: Patch,
  { width, height }: Plane,
  blocks: Uint8Array,
): { box: Box; mask: Uint8Array } {
  const x = Math.max(0, box.x - AROUND);
  const y = Math.max(0, box.y - AROUND);
  const wide: Box = {
    x,
    y,
    width: Math.min(width, box.x + box.width + AROUND) - x,
    height: Math.min(height, box.y + box.height + AROUND) - y,
  };
  const near = new Uint8Array(wide.width * wide.height);
  for (let row = 0; row < box.height; row++)
    for (let column = 0; column < box.width; column++) {
      if (!mask[row * box.width + column]) continue;
      near[(box.y + row - y) * wide.width + box.x + column - x] = 1;
    }
  const grown = spread(spread(near, wide.width, 1), wide.width, wide.width);
  const perRow = Math.ceil(width / BLOCK);
  for (let row = 0, i = 0; row < wide.height; row++)
    for (let column = 0; column < wide.width; column++, i++) {
      if (blocks[((y + row) >> 2) * perRow + ((x + column) >> 2)]! > 0) grown[i] = 0;
    }
  return { box: wide, mask: grown };
}

/** Everything within `AROUND` steps of `stride` of a marked pixel, in both directions of that stride. */
function spread(marked: Uint8Array, width: number, stride: number): Uint8Array {
  const out = new Uint8Array(marked.length);
  const lines = stride === 1 ? marked.length / width : width;
  const length = stride === 1 ? width : marked.length / width;
  for (let line = 0; line < lines; line++) {
    const from = stride === 1 ? line * width : line;
    let last = -Infinity;
    for (let i = 0; i < length; i++) {
      if (marked[from + i * stride]) last = i;
      if (i - last <= AROUND) out[from + i * stride] = 1;
    }
    last = Infinity;
    for (let i = length - 1; i >= 0; i--) {
      if (marked[from + i * stride]) last = i;
      if (last - i <= AROUND) out[from + i * stride] = 1;
    }
  }
  return out;
}
