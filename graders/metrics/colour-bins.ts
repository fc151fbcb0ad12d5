import type { Lab } from '../colour/lab.ts';
import type { Cells } from './cells.ts';

/** Cells of about one colour, taken together: a picture has a few hundred such bins, whatever its size. */
export interface ColourBins {
  /** Mean L*a*b* of each. */
  lab: Lab[];
  /** Share of the weighted area. */
  share: Float64Array;
  /** The bin of every cell; −1 where a cell has no weight. */
  of: Int32Array;
}

/** Side of a bin in L*, a* and b*, and how many there are: L* from 0, a* and b* from −128. */
const SIDE = 4;
const ALONG_L = 26;
const ALONG = 64;

const within = (v: number, count: number): number => (v < 0 ? 0 : v >= count ? count - 1 : v | 0);

/** Gathers the weighted cells in cubes of 4 × 4 × 4 in L*a*b*, in the order in which they first appear. */
export function colourBins({ lab }: Cells, weights: ArrayLike<number>): ColourBins {
  const numbers = new Int32Array(ALONG_L * ALONG * ALONG).fill(-1);
  const sums: Float64Array[] = [];
  const of = new Int32Array(weights.length).fill(-1);
  let total = 0;
  for (let i = 0, at = 0; i < weights.length; i++, at += 3) {
    const w = weights[i]!;
    if (w === 0) continue;
    const l = within(lab[at]! / SIDE, ALONG_L);
    const a = within(lab[at + 1]! / SIDE + ALONG / 2, ALONG);
    const b = within(lab[at + 2]! / SIDE + ALONG / 2, ALONG);
    const key = (l * ALONG + a) * ALONG + b;
    if (numbers[key] === -1) numbers[key] = sums.push(new Float64Array(4)) - 1;
    const sum = sums[numbers[key]!]!;
    for (let c = 0; c < 3; c++) sum[c]! += w * lab[at + c]!;
    sum[3]! += w;
    total += w;
    of[i] = numbers[key]!;
  }
  return {
    lab: sums.map((sum) => [sum[0]! / sum[3]!, sum[1]! / sum[3]!, sum[2]! / sum[3]!]),
    share: Float64Array.from(sums, (sum) => sum[3]! / total),
    of,
  };
}
