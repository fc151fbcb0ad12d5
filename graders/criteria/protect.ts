import { z } from 'zod';
import { percent, rounded } from './direction.ts';
import { worstPlaces } from './places.ts';
import type { Context, Finding, Kind, Measurement, Verdict } from './types.ts';

const Params = z.strictObject({
  /** ΔE00 by which a cell may differ from the start before it counts as changed. */
  deltaE: z.number().positive().default(3),
  /** Cells around the region that count as part of it, for soft brushes. */
  margin: z.int().min(0).max(8).default(1),
  /** Share of the protected cells changed at which nothing of the total is left. */
  limit: z.number().positive().max(1).default(0.05),
  /** Mean ΔE00 of the protected cells at which nothing of the total is left. */
  drift: z.number().positive().default(3),
});
type Params = z.infer<typeof Params>;

/**
 * What the brief left alone must stay: the share of 8×8 cells outside the region whose mean colour moved by more than
 * `deltaE` from the start, and the mean ΔE00 of all of them, which sees what moves everything by less. Each multiplies the
 * total by clamp01(1 − (q − tolerance)/(limit − tolerance)), so that damage cannot be bought back. Units: share 0..1,
 * shown in per cent; ΔE00.
 */
export const protect: Kind<Params> = {
  kind: 'protect',
  params: Params,
  region: 'required',
  protects: true,
  measure,
  explain,
  codes: {
    'protect.clean': [],
    'protect.slight': ['amount'],
    'protect.harmed': ['amount', 'places'],
    'protect.harmed-all': ['amount'],
    'protect.drifted': ['deltaE'],
    'protect.place': ['amount'],
  },
};

function measure(context: Context, { deltaE, margin, limit, drift }: Params): Measurement {
  const { columns, rows } = context.attempt.cells;
  const { covered, fromStart } = context;
  const kept = protectedCells(context.region!.cells, columns, rows, margin);
  const outside = covered ? kept.map((weight, i) => weight * covered[i]!) : kept;
  const map = new Float32Array(outside.length);
  const excess = new Float32Array(outside.length);
  let total = 0;
  let changed = 0;
  let moved = 0;
  for (let row = 0; row < rows; row++) {
    const [from, to] = [row * columns, (row + 1) * columns];
    total += countOf(outside, from, to);
    changed += exceeding(fromStart, outside, deltaE, { excess, map }, from, to);
    moved += sumOf(fromStart, outside, from, to);
  }
  const share = total > 0 ? changed / total : 0;
  const mean = total > 0 ? moved / total : 0;
  const places = changed > 0 ? worstPlaces(excess, outside, context.attempt.cells, deltaE / 16, context) : [];
  return {
    terms: { outside: { distance: share, limit }, drift: { distance: mean, limit: drift } },
    value: percent(share),
    unit: '%',
    target: 0,
    display: { term: 'outside', factor: 100 },
    facts: { share, mean, places: places.length },
    places: places.map((place) => ({
      ...place,
      code: 'protect.place',
      params: { amount: rounded(peak(fromStart, place, columns)) },
    })),
    evidence: changed > 0 ? [{ draw: 'change-map', delta: map }] : [],
  };
}

function countOf(outside: Float32Array, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (outside[i] !== 0) count++;
  return count;
}

function sumOf(values: Float32Array, outside: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) if (outside[i] !== 0) sum += values[i]!;
  return sum;
}

/** Writes what lies beyond `deltaE` in some cells, and how strongly it is drawn; answers how many these are. */
function exceeding(
  fromStart: Float32Array,
  outside: Float32Array,
  deltaE: number,
  { excess, map }: { excess: Float32Array; map: Float32Array },
  from: number,
  to: number,
): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    if (outside[i] === 0 || fromStart[i]! <= deltaE) continue;
    count++;
    excess[i] = fromStart[i]!;
    map[i] = Math.min(1, fromStart[i]! / (4 * deltaE));
  }
  return count;
}

/** By a region's cells, for as long as these are kept; nobody writes into it. */
const known = new WeakMap<Float32Array, Map<number, Float32Array>>();

/** 1 for cells that lie farther than `margin` cells from any cell touched by the region. */
function protectedCells(cells: Float32Array, columns: number, rows: number, margin: number): Float32Array {
  const ofRegion = known.get(cells) ?? new Map<number, Float32Array>();
  known.set(cells, ofRegion);
  const out = ofRegion.get(margin) ?? farFrom(cells, columns, rows, margin);
  ofRegion.set(margin, out);
  return out;
}

function farFrom(cells: Float32Array, columns: number, rows: number, margin: number): Float32Array {
  const out = new Float32Array(cells.length).fill(1);
  for (let i = 0; i < cells.length; i++) {
    if (cells[i] === 0) continue;
    const row = Math.floor(i / columns);
    const column = i - row * columns;
    for (let y = Math.max(0, row - margin); y <= Math.min(rows - 1, row + margin); y++)
      out.fill(
        0,
        y * columns + Math.max(0, column - margin),
        y * columns + Math.min(columns, column + margin + 1),
      );
  }
  return out;
}

function peak(
  values: Float32Array,
  box: { x: number; y: number; width: number; height: number },
  columns: number,
): number {
  let best = 0;
  for (let y = box.y >> 3; y < (box.y + box.height) >> 3; y++)
    for (let x = box.x >> 3; x < (box.x + box.width) >> 3; x++)
      best = Math.max(best, values[y * columns + x] ?? 0);
  return best;
}

function explain({ facts }: Measurement, verdict: Verdict): Finding[] {
  if (verdict.score >= 99) return [{ code: 'protect.clean', params: {} }];
  if (verdict.terms.drift! < verdict.terms.outside!)
    return [{ code: 'protect.drifted', params: { deltaE: rounded(facts.mean!) } }];
  const amount = percent(facts.share!);
  const places = facts.places!;
  if (verdict.pass) return [{ code: 'protect.slight', params: { amount } }];
  if (places === 0) return [{ code: 'protect.harmed-all', params: { amount } }];
  return [{ code: 'protect.harmed', params: { amount, places } }];
}
