import type { Lab } from '../colour/lab.ts';
import type { ColourBins } from './colour-bins.ts';

export interface Dominant {
  lab: Lab;
  /** Share of the area. */
  share: number;
}

const ROUNDS = 12;

/**
 * At most `count` dominant colours, the largest first: groups split in two at the mean of their widest axis, the one
 * with the largest squared error first (Wan, Prusinkiewicz & Wong 1990), then settled by k-means (Lloyd 1982). Nothing
 * is random, so equal pictures have equal palettes.
 */
export function dominantColours(
  { lab, share }: Pick<ColourBins, 'lab' | 'share'>,
  count: number,
): Dominant[] {
  if (lab.length === 0) return [];
  let groups = [Array.from(lab.keys())];
  while (groups.length < count) {
    const errors = groups.map((group) => spread(group, lab, share));
    const worst = errors.reduce((best, { error }, i) => (error > errors[best]!.error ? i : best), 0);
    const { axis, middle, error } = errors[worst]!;
    if (!(error > 1e-3)) break;
    const group = groups[worst]!;
    groups = groups.toSpliced(
      worst,
      1,
      group.filter((i) => lab[i]![axis] < middle[axis]),
      group.filter((i) => lab[i]![axis] >= middle[axis]),
    );
  }
  let middles = groups.filter((group) => group.length > 0).map((group) => spread(group, lab, share).middle);
  for (let round = 0; round < ROUNDS; round++) {
    groups = middles.map(() => []);
    lab.forEach((colour, i) => groups[nearest(colour, middles)]!.push(i));
    groups = groups.filter((group) => group.length > 0);
    middles = groups.map((group) => spread(group, lab, share).middle);
  }
  return groups
    .map((group, i) => ({ lab: middles[i]!, share: group.reduce((sum, bin) => sum + share[bin]!, 0) }))
    .sort((p, q) => q.share - p.share);
}

/** Weighted mean of a group, its axis of largest variance, and the squared error along it. */
function spread(
  group: readonly number[],
  lab: readonly Lab[],
  share: Float64Array,
): { middle: Lab; axis: 0 | 1 | 2; error: number } {
  const sum = [0, 0, 0];
  const squares = [0, 0, 0];
  let total = 0;
  for (const i of group) {
    total += share[i]!;
    for (let c = 0; c < 3; c++) {
      sum[c]! += share[i]! * lab[i]![c]!;
      squares[c]! += share[i]! * lab[i]![c]! ** 2;
    }
  }
  const errors = [0, 1, 2].map((c) => squares[c]! - sum[c]! ** 2 / total);
  const axis = errors.indexOf(Math.max(...errors)) as 0 | 1 | 2;
  return { middle: [sum[0]! / total, sum[1]! / total, sum[2]! / total], axis, error: errors[axis]! };
}

function nearest([l, a, b]: Lab, middles: readonly Lab[]): number {
  let [best, least] = [0, Infinity];
  for (let i = 0; i < middles.length; i++) {
    const m = middles[i]!;
    const distance = (l - m[0]) ** 2 + (a - m[1]) ** 2 + (b - m[2]) ** 2;
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}
