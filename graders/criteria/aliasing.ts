import { z } from 'zod';
import { mappedPlane } from '../align/map-plane.ts';
import { foldedIn, stepsByCell, type Dropped, type Keep } from '../metrics/aliasing.ts';
import type { Plane } from '../pixels/types.ts';
import { percent } from './direction.ts';
import { worstPlaces } from './places.ts';
import type { Context, Finding, Kind, Measurement, Verdict } from './types.ts';
import { cellWeights } from './weights.ts';

const Params = z.strictObject({
  /** Share of the damage that costs nothing: an unfiltered bicubic leaves a fifth, which nobody sees. */
  tolerance: z.number().min(0).max(1).default(0.25),
  limit: z.number().positive().max(1).default(0.6),
});
type Params = z.infer<typeof Params>;

/**
 * Whether a reduced picture was filtered: how much it shows of what dropping pixels would have done to the start, as the
 * share β of a least-squares fit against the reference (`metrics/aliasing.ts`). 0 = averaged, 1 = every edge steps as in
 * nearest neighbour; bilinear and bicubic without a filter leave 0.1 to 0.2. Saving hardly matters, for it does not know
 * where dropped pixels would lie. Absolute. The start must be the larger master; where it is not, the distance is 0.
 */
export const aliasing: Kind<Params> = {
  kind: 'aliasing',
  params: Params,
  region: 'optional',
  protects: false,
  reads: { reference: ['luma'], start: ['dropped'] },
  measure,
  explain,
  codes: {
    'aliasing.filtered': [],
    'aliasing.hardly': ['amount'],
    'aliasing.stairs': ['amount'],
    'aliasing.place': [],
  },
};

function measure(context: Context, { tolerance, limit }: Params): Measurement {
  const { attempt, reference, start, width, region, covered } = context;
  const { columns } = attempt.cells;
  const perRow = Math.ceil(width / 4);
  const keep: Keep = (x, y) =>
    (!region || region.blocks[(y >> 2) * perRow + (x >> 2)]! >= 8) &&
    (!covered || covered[(y >> 3) * columns + (x >> 3)]! > 0);
  const dropped = laidAlike(start.dropped, context);
  const { share: distance, like } = foldedIn(attempt.luma, reference.luma, dropped, keep);
  const amount = percent(distance);
  const places =
    distance > tolerance
      ? worstPlaces(
          stepsByCell(attempt.luma, reference.luma, like, keep),
          cellWeights(context),
          attempt.cells,
          LEAST,
          context,
        )
      : [];
  const marked = places.map((place) => ({ ...place, code: 'aliasing.place', params: {} }));
  return {
    terms: { folded: { distance, tolerance, limit } },
    value: amount,
    unit: '% of the steps',
    target: 0,
    display: { term: 'folded', factor: 100 },
    facts: { amount },
    places: marked,
    evidence: marked.length > 0 ? [{ draw: 'edges', places: marked.slice(0, SHOWN) }] : [],
  };
}

/** A picture that was moved into the frame has been resampled on the way; what it is held against goes the same way. */
function laidAlike({ centre, corner }: Dropped, { registration, width, height }: Context): Dropped {
  if (registration.state === 'as-is') return { centre, corner };
  const moved = (plane: Plane): Plane => mappedPlane(plane, { width, height }, registration);
  return { centre: moved(centre), corner: moved(corner) };
}

/** Levels of steps, over a tile of 32 px, from which a place is worth pointing at; close-ups drawn. */
const LEAST = 0.7;
const SHOWN = 3;

function explain({ facts, terms }: Measurement, verdict: Verdict): Finding[] {
  const amount = facts.amount!;
  if (!verdict.pass) return [{ code: 'aliasing.stairs', params: { amount } }];
  const free = terms.folded!.distance <= terms.folded!.tolerance!;
  return [free ? { code: 'aliasing.filtered', params: {} } : { code: 'aliasing.hardly', params: { amount } }];
}
