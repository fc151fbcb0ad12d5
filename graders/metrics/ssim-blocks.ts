import type { Plane, Raster } from '../pixels/types.ts';
import { lumaOf } from './luma.ts';

/** Pixels of a block along one side. */
export const BLOCK = 4;

/** Σa, Σb, Σa², Σb², Σab of the 4×4 blocks `from` to before `to` of one row of blocks, five to a block of the whole row. */
export type SumRow = (row: number, from: number, to: number, out: Float64Array) => void;

export const SUMS = 5;

export function sumBlocks(
  { data }: Raster,
  target: Plane,
  row: number,
  from: number,
  to: number,
  out: Float64Array,
): void {
  const { width } = target;
  const top = row * BLOCK;
  for (let block = from, o = from * SUMS; block < to; block++, o += SUMS) {
    let sa = 0;
    let sb = 0;
    let saa = 0;
    let sbb = 0;
    let sab = 0;
    for (let y = top; y < top + BLOCK; y++) {
      for (let i = y * width + block * BLOCK, at = i * 3, end = i + BLOCK; i < end; i++, at += 3) {
        const p = lumaOf(data[at]!, data[at + 1]!, data[at + 2]!);
        const q = target.data[i]!;
        sa += p;
        sb += q;
        saa += p * p;
        sbb += q * q;
        sab += p * q;
      }
    }
    out[o] = sa;
    out[o + 1] = sb;
    out[o + 2] = saa;
    out[o + 3] = sbb;
    out[o + 4] = sab;
  }
}
