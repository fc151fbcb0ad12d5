import { overshoot, strongEdges, type Edges } from '../metrics/overshoot.ts';
import type { Plane } from '../pixels/types.ts';
import { rounded } from './direction.ts';
import { worstPlaces } from './places.ts';
import type { Context, Finding, MeasuredPlace } from './types.ts';

/** One side of the edges: levels beyond the reference, and the px over which half of that is seen. */
interface Side {
  amount: number;
  width: number;
}

/** Overshoot along the reference's strong edges, in levels of 0..255; negative where an edge is softer. */
export interface Halo {
  bright: Side;
  dark: Side;
  /** The worst edges, where the whole picture has more than can be overlooked. */
  places: MeasuredPlace[];
}

/** Levels of overshoot that nobody sees at 100 %. */
const UNSEEN = 1.5;

/** Overshoot within the region; `gain` is the attempt's contrast over the reference's. */
export function haloOf(context: Context, gain: number): Halo {
  const { attempt, reference, region, covered } = context;
  const { width } = attempt.luma;
  const { columns } = attempt.cells;
  const cellOf = (i: number): number => (Math.floor(i / width) >> 3) * columns + ((i % width) >> 3);
  const all = edgesOf(reference.luma, region?.blocks ?? null);
  const edges = covered ? only(all, (i) => covered[cellOf(i)]! > 0) : all;
  const { bright, dark, each } = overshoot(attempt.luma, reference.luma, edges, gain);
  const worse = larger(bright, dark);
  const sign = Math.sign(worse.amount);
  if (Math.abs(worse.amount) < UNSEEN) return { bright, dark, places: [] };

  const excess = new Float32Array(attempt.cells.lab.length / 3);
  const weights = new Float32Array(excess.length);
  edges.at.forEach((i, k) => {
    excess[cellOf(i)]! += sign * each[k]!;
    weights[cellOf(i)]!++;
  });
  for (let i = 0; i < excess.length; i++) if (weights[i]! > 0) excess[i]! /= weights[i]!;
  const found = worstPlaces(excess, weights, attempt.cells, Math.abs(worse.amount) * 1.3, context);
  const code = sign > 0 ? 'detail.place-halo' : 'detail.place-soft';
  return {
    bright,
    dark,
    places: found.map((place) => ({ ...place, code, params: { amount: rounded(place.value) } })),
  };
}

export const larger = (a: Side, b: Side): Side => (Math.abs(a.amount) >= Math.abs(b.amount) ? a : b);

/** What to say of it: the worse side first. */
export function haloFindings({ bright, dark }: Pick<Halo, 'bright' | 'dark'>): Finding[] {
  if (larger(bright, dark).amount < 0)
    return [{ code: 'detail.edges-soft', params: { amount: rounded(-larger(bright, dark).amount) } }];
  const sides = [
    { code: 'detail.halo-light', ...bright },
    { code: 'detail.halo-dark', ...dark },
  ];
  return sides
    .sort((p, q) => q.amount - p.amount)
    .filter(({ amount }, i) => i === 0 || amount > UNSEEN)
    .map(({ code, amount, width }) => ({ code, params: { amount: rounded(amount), width } }));
}

/** The reference's edges are the same for every learner: kept with its luma, by region. */
const known = new WeakMap<Plane, WeakMap<object, Edges>>();

function edgesOf(luma: Plane, blocks: Uint8Array | null): Edges {
  const kept = known.get(luma) ?? new WeakMap<object, Edges>();
  known.set(luma, kept);
  const edges = kept.get(blocks ?? luma) ?? strongEdges(luma, blocks);
  kept.set(blocks ?? luma, edges);
  return edges;
}

function only({ at, step }: Edges, keep: (i: number) => boolean): Edges {
  return { at: at.filter(keep), step: step.filter((_, k) => keep(at[k]!)) };
}
