import { z } from 'zod';
import { CELL } from '../metrics/cells.ts';
import { weightedMean } from '../metrics/delta-e.ts';
import type { Box } from '../pixels/types.ts';
import { castName, rounded } from './direction.ts';
import { worstPlaces } from './places.ts';
import { toneRemarks } from './tone-remarks.ts';
import type { Context, EvidenceRequest, Kind, MeasuredPlace, Measurement } from './types.ts';
import { cellWeights } from './weights.ts';
import { deviations, type CellBox, type Deviation } from './zones.ts';

const Params = z.strictObject({
  /** ΔE00 at which nothing is left, for a guard where the start is already right; otherwise the start's distance. */
  limit: z.number().positive().optional(),
});
type Params = z.infer<typeof Params>;

/**
 * Mean CIEDE2000 of 8×8 cell means in linear light to the reference, over the region. Unit ΔE00, 0 = alike; about 1
 * is just noticeable side by side. Signed ΔL*, Δa*, Δb* of shadows, midtones and highlights choose the words.
 * Source: CIE 142-2001; cells after the idea of S-CIELAB (Zhang & Wandell 1996).
 */
export const toneColour: Kind<Params> = {
  kind: 'tone-colour',
  params: Params,
  region: 'optional',
  protects: false,
  measure,
  explain: toneRemarks,
  codes: {
    'tone-colour.matches': ['value'],
    'tone-colour.close': ['value'],
    'tone-colour.worse': ['value'],
    'tone-colour.too-dark': ['zone', 'verb', 'amount'],
    'tone-colour.too-light': ['zone', 'verb', 'amount'],
    'tone-colour.cast': ['zone', 'leans', 'amount', 'toward', 'away'],
    'tone-colour.oversaturated': ['amount'],
    'tone-colour.undersaturated': ['amount'],
    'tone-colour.patchy': ['value'],
    'tone-colour.kept': ['value'],
    'tone-colour.kept-nearly': ['value'],
    'tone-colour.changed': ['value'],
    'tone-colour.unsteady': ['value'],
    'tone-colour.place-dark': ['amount'],
    'tone-colour.place-light': ['amount'],
    'tone-colour.place-cast': ['amount', 'toward'],
  },
};

function measure(context: Context, params: Params): Measurement {
  const weights = cellWeights(context);
  const { attempt, reference } = context;
  const mean = weightedMean(context.fromReference, weights);
  const parts = deviations(attempt.cells, reference.cells, weights);
  const facts: Record<string, number> = { regional: context.region ? 1 : 0 };
  for (const [name, part] of Object.entries(parts))
    for (const [key, value] of Object.entries(part)) facts[`${name}.${key}`] = value;
  return {
    terms: { mean: { distance: mean, limit: params.limit } },
    value: rounded(mean),
    unit: 'ΔE00',
    target: 0,
    display: { term: 'mean', factor: 1 },
    facts,
    places: placesOf(context, weights, mean),
    evidence: [mapOf(context, weights, parts.all)],
  };
}

function placesOf(context: Context, weights: Float32Array, mean: number): MeasuredPlace[] {
  const { attempt, reference, fromReference } = context;
  const found = worstPlaces(fromReference, weights, attempt.cells, Math.max(2.5, mean * 1.5), context);
  return found.map((place): MeasuredPlace => {
    const { dL, da, db } = deviations(attempt.cells, reference.cells, weights, cellsOf(place)).all;
    const amount = rounded(Math.abs(dL));
    if (Math.abs(dL) > Math.hypot(da, db))
      return { ...place, code: `tone-colour.place-${dL < 0 ? 'dark' : 'light'}`, params: { amount } };
    return {
      ...place,
      code: 'tone-colour.place-cast',
      params: { amount: rounded(Math.hypot(da, db)), toward: castName(da, db) },
    };
  });
}

const cellsOf = ({ x, y, width, height }: Box): CellBox => ({
  left: Math.floor(x / CELL),
  top: Math.floor(y / CELL),
  right: Math.ceil((x + width) / CELL),
  bottom: Math.ceil((y + height) / CELL),
});

/** One map: the direction in which the picture is furthest off. */
function mapOf({ attempt, reference }: Context, weights: Float32Array, all: Deviation): EvidenceRequest {
  const sizes = [Math.abs(all.dL), Math.abs(all.da), Math.abs(all.db)];
  const axis = sizes.indexOf(Math.max(...sizes));
  const [p, q] = [attempt.cells.lab, reference.cells.lab];
  const delta = new Float32Array(weights.length);
  for (let i = 0, at = axis; i < delta.length; i++, at += 3)
    if (weights[i]! > 0.5) delta[i] = p[at]! - q[at]!;
  return { draw: (['lightness-map', 'tint-map', 'warmth-map'] as const)[axis]!, delta };
}
