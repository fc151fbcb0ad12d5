import { CELL, type Cells } from '../metrics/cells.ts';
import type { Box } from '../pixels/types.ts';

const TILE = 4;
const MOST = 6;
const WIDESPREAD = 0.3;

/** Where values stand out: a box in pixels and the mean value in it. */
export interface Outlier extends Box {
  value: number;
}

/**
 * Connected groups of 32-pixel tiles whose weighted mean exceeds `threshold`, worst (mean × area) first, at most six.
 * None when more than three tenths of the weighted area exceed it: then it is the whole picture, not a place.
 */
export function worstPlaces(
  values: Float32Array,
  weights: Float32Array,
  { columns, rows }: Pick<Cells, 'columns' | 'rows'>,
  threshold: number,
  frame: { width: number; height: number },
): Outlier[] {
  const across = Math.ceil(columns / TILE);
  const down = Math.ceil(rows / TILE);
  const sum = new Float64Array(across * down);
  const weight = new Float64Array(across * down);
  for (let row = 0; row < rows; row++)
    addLine(values, weights, row * columns, columns, Math.floor(row / TILE) * across, sum, weight);
  let all = 0;
  let above = 0;
  const hot = sum.map((s, i) => {
    all += weight[i]!;
    const is = weight[i]! > 1 && s / weight[i]! > threshold ? 1 : 0;
    above += is * weight[i]!;
    return is;
  });
  if (above === 0 || above > all * WIDESPREAD) return [];
  return groups(hot, across)
    .map((tiles) => outlier(tiles, across, sum, weight, frame))
    .sort((p, q) => q.badness - p.badness)
    .slice(0, MOST)
    .map(({ badness: _, ...place }) => place);
}

/** The cells of one row, a function of its own so that it is compiled as a whole. */
function addLine(
  values: Float32Array,
  weights: Float32Array,
  from: number,
  columns: number,
  firstTile: number,
  sum: Float64Array,
  weight: Float64Array,
): void {
  for (let column = 0, i = from; column < columns; column++, i++) {
    const tile = firstTile + (column >> 2);
    sum[tile]! += values[i]! * weights[i]!;
    weight[tile]! += weights[i]!;
  }
}

/** Values that the largest connected group beyond a threshold holds. */
export function largestPatch(values: Float32Array, columns: number, threshold: number): number {
  const beyond = new Uint8Array(values.length);
  let some = false;
  for (let i = 0; i < values.length; i++)
    if (values[i]! > threshold) {
      beyond[i] = 1;
      some = true;
    }
  if (!some) return 0;
  return groups(beyond, columns).reduce((most, { length }) => Math.max(most, length), 0);
}

/** Connected values that are not 0, by their four sides. */
export function groups(hot: Float64Array | Uint8Array, across: number): number[][] {
  const seen = new Uint8Array(hot.length);
  const out: number[][] = [];
  for (let seed = 0; seed < hot.length; seed++) {
    if (!hot[seed] || seen[seed]) continue;
    const group = [seed];
    seen[seed] = 1;
    for (const i of group)
      for (const at of [i - 1, i + 1, i - across, i + across]) {
        const sameRow = Math.abs((at % across) - (i % across)) <= 1;
        if (at < 0 || at >= hot.length || !sameRow || !hot[at] || seen[at]) continue;
        seen[at] = 1;
        group.push(at);
      }
    out.push(group);
  }
  return out;
}

function outlier(
  tiles: number[],
  across: number,
  sum: Float64Array,
  weight: Float64Array,
  frame: { width: number; height: number },
): Outlier & { badness: number } {
  const xs = tiles.map((i) => i % across);
  const ys = tiles.map((i) => Math.floor(i / across));
  const side = TILE * CELL;
  const x = Math.min(...xs) * side;
  const y = Math.min(...ys) * side;
  const badness = tiles.reduce((total, i) => total + sum[i]!, 0);
  const area = tiles.reduce((total, i) => total + weight[i]!, 0);
  return {
    x,
    y,
    width: Math.min(frame.width, (Math.max(...xs) + 1) * side) - x,
    height: Math.min(frame.height, (Math.max(...ys) + 1) * side) - y,
    value: badness / area,
    badness,
  };
}
