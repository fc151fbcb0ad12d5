import { CELL, cellGrid } from '../metrics/cells.ts';
import type { Fringe } from '../metrics/fringe.ts';
import type { Stretch } from '../metrics/outline.ts';
import { SOFT, type Trimap } from '../metrics/trimap.ts';
import type { Box, Plane } from '../pixels/types.ts';
import { rounded } from './direction.ts';
import type { MeasuredPlace } from './types.ts';

/** What a matte was found to be, part by part. */
export interface Found {
  mine: Plane;
  truth: Plane;
  trimap: Trimap;
  outline: readonly Stretch[];
  missed: ReadonlySet<number>;
  fringe: Fringe | null;
  /** Mean α − α* by cell. */
  map: Float32Array;
}

/** Mean difference of alpha from which a cell is cut off or left on as a whole. */
export const WHOLE = 0.45;

const MOST = 6;
/** Pixels of shift, share of alpha and ΔE00 from which a place is worth pointing at. */
const FROM = { shift: 0.7, alpha: 0.12, deltaE: 2.5 };

type Ranked = MeasuredPlace & { badness: number };

/** The worst places of the parts that are judged, at most six: missed holes, stretches of outline, soft parts, rim. */
export function mattePlaces(
  { mine, truth, trimap, outline, missed, fringe, map }: Found,
  judged: { holes?: unknown; soft?: unknown; parts?: unknown },
  frame: { width: number; height: number },
): MeasuredPlace[] {
  const all: Ranked[] = [];
  if (judged.holes)
    for (const n of missed) {
      const { box, pixels } = trimap.holes[n]!;
      all.push({ ...box, value: 100, code: 'matte.place-hole', params: {}, badness: pixels });
    }
  for (const spot of spots(
    outline.map((t) => ({ ...t, value: t.shift, weight: t.length })),
    FROM.shift,
    frame,
  )) {
    const amount = rounded(Math.abs(spot.value));
    const code = spot.value > 0 ? 'matte.place-left-on' : 'matte.place-eaten';
    all.push({ ...spot, value: amount, code, params: { amount } });
  }
  if (judged.soft && trimap.soft > 0) all.push(...softPlaces(mine, truth, trimap, frame));
  if (judged.parts) all.push(...partPlaces(map, frame));
  if (fringe) all.push(...rimPlaces(fringe, frame));
  return all
    .sort((p, q) => q.badness - p.badness)
    .slice(0, MOST)
    .map(({ badness: _, ...place }) => place);
}

/** A square with a signed value, and how much of the outline it holds. */
interface Tile {
  x: number;
  y: number;
  side: number;
  value: number;
  weight: number;
}

/** The worst tiles beyond `from`, each with the neighbours that are off the same way: places, not the whole outline. */
function spots(
  tiles: readonly Tile[],
  from: number,
  frame: { width: number; height: number },
): (Box & { value: number; badness: number })[] {
  const ranked = tiles
    .filter(({ value }) => Math.abs(value) > from)
    .sort((p, q) => Math.abs(q.value) * q.weight - Math.abs(p.value) * p.weight);
  const left = new Set(ranked);
  const found: (Box & { value: number; badness: number })[] = [];
  for (const seed of ranked) {
    if (!left.has(seed) || found.length === MOST) continue;
    const group = [...left].filter(
      ({ x, y, value }) =>
        Math.abs(x - seed.x) <= seed.side && Math.abs(y - seed.y) <= seed.side && value * seed.value > 0,
    );
    for (const tile of group) left.delete(tile);
    const weight = group.reduce((sum, tile) => sum + tile.weight, 0);
    const value = group.reduce((sum, tile) => sum + tile.weight * tile.value, 0) / weight;
    found.push({ ...boxOf(group, frame), value, badness: Math.abs(value) * weight });
  }
  return found;
}

function boxOf(group: readonly Tile[], frame: { width: number; height: number }): Box {
  const x = Math.min(...group.map((tile) => tile.x));
  const y = Math.min(...group.map((tile) => tile.y));
  const right = Math.max(...group.map((tile) => tile.x + tile.side));
  const bottom = Math.max(...group.map((tile) => tile.y + tile.side));
  return { x, y, width: Math.min(frame.width, right) - x, height: Math.min(frame.height, bottom) - y };
}

function softPlaces(
  mine: Plane,
  truth: Plane,
  { kind }: Trimap,
  frame: { width: number; height: number },
): Ranked[] {
  const grid = cellGrid(frame);
  const off = new Float32Array(grid.columns * grid.rows);
  const weight = new Float32Array(off.length);
  for (let i = 0; i < kind.length; i++) {
    if (kind[i] !== SOFT) continue;
    const x = i % frame.width;
    const cell = Math.floor((i - x) / frame.width / CELL) * grid.columns + (x >> 3);
    off[cell]! += Math.abs(mine.data[i]! - truth.data[i]!) / 255;
    weight[cell]! += 1 / 64;
  }
  const means = off.map((sum, i) => (weight[i]! > 0 ? sum / (64 * weight[i]!) : 0));
  return spots(tilesOf(means, weight, frame), FROM.alpha, frame).map((spot) => {
    const amount = rounded(spot.value * 100);
    return { ...spot, value: amount, code: 'matte.place-soft', params: { amount } };
  });
}

function partPlaces(map: Float32Array, frame: { width: number; height: number }): Ranked[] {
  const weight = map.map((value) => (Math.abs(value) >= WHOLE ? 1 : 0));
  return spots(tilesOf(map, weight, frame), WHOLE / 2, frame).map((spot) => ({
    ...spot,
    value: rounded(100 * spot.value),
    code: spot.value < 0 ? 'matte.place-part-lost' : 'matte.place-part-left',
    params: {},
  }));
}

function rimPlaces({ cells }: Fringe, frame: { width: number; height: number }): Ranked[] {
  const weight = cells.map((deltaE) => (deltaE > 0 ? 1 : 0));
  return spots(tilesOf(cells, weight, frame), FROM.deltaE, frame).map((spot) => {
    const amount = rounded(spot.value);
    return { ...spot, value: amount, code: 'matte.place-fringe', params: { amount } };
  });
}

/** Cells put together to one tile, along each side. */
const TOGETHER = 4;

/** Weighted means of 4×4 cells. */
function tilesOf(
  values: Float32Array,
  weights: Float32Array,
  frame: { width: number; height: number },
): Tile[] {
  const { columns } = cellGrid(frame);
  const side = TOGETHER * CELL;
  const tiles = new Map<number, Tile>();
  values.forEach((value, i) => {
    if (weights[i] === 0) return;
    const row = Math.floor(i / columns);
    const [x, y] = [Math.floor((i - row * columns) / TOGETHER) * side, Math.floor(row / TOGETHER) * side];
    const tile = tiles.get(y * frame.width + x) ?? { x, y, side, value: 0, weight: 0 };
    tiles.set(y * frame.width + x, tile);
    tile.weight += weights[i]!;
    tile.value += (weights[i]! * (value - tile.value)) / tile.weight;
  });
  return [...tiles.values()];
}
