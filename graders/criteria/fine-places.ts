import { finenessDelta, finenessOf } from '../metrics/fineness.ts';
import type { Plane } from '../pixels/types.ts';
import { percent } from './direction.ts';
import { worstPlaces } from './places.ts';
import type { Context, EvidenceRequest, MeasuredPlace } from './types.ts';
import { cellWeights } from './weights.ts';

/** Octaves of the whole from which somebody sees that it is softer or crunchier, and of a place to be pointed at. */
const SEEN = 0.6;
const STANDS_OUT = 1;

/** Where fine detail is missing or overdone, the way the whole of it is off, and a signed map of it. */
export interface FinePlaces {
  places: MeasuredPlace[];
  evidence: EvidenceRequest[];
}

/** `off`: octaves of the whole region, the one of sharpness and noise that is further off; `gain` as for sharpness. */
export function finePlaces(context: Context, off: number, gain: number): FinePlaces {
  if (Math.abs(off) < SEEN) return { places: [], evidence: [] };
  const { attempt, reference } = context;
  const delta = finenessDelta(finenessOf(attempt.luma), kept(reference.luma), attempt.cells, gain);
  const weights = cellWeights(context);
  const sign = Math.sign(off);
  const excess = delta.map((octaves) => Math.max(0, sign * octaves));
  const threshold = Math.max(STANDS_OUT, Math.abs(off) * 1.3);
  const found = worstPlaces(excess, weights, attempt.cells, threshold, context);
  return {
    places: found.map((place) => ({
      ...place,
      code: sign > 0 ? 'detail.place-rough' : 'detail.place-smooth',
      params: { amount: percent(sign > 0 ? 2 ** place.value - 1 : 1 - 2 ** -place.value) },
    })),
    evidence: [{ draw: 'detail-map', delta: delta.map((octaves, i) => octaves * weights[i]!) }],
  };
}

/** A reference's is the same for every learner: kept with its luma. */
const known = new WeakMap<Plane, Float32Array>();

function kept(luma: Plane): Float32Array {
  const fineness = known.get(luma) ?? finenessOf(luma);
  known.set(luma, fineness);
  return fineness;
}
