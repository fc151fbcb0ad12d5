import { z } from 'zod';
import { castName, rounded } from './direction.ts';
import type { Region } from '../regions.ts';
import type { Context, Finding, Kind, MeasuredPlace, Measurement, Verdict } from './types.ts';
import { cellWeights } from './weights.ts';

const Params = z.strictObject({
  /** What the region's mean a*, b* should be; [0, 0] is neutral grey. */
  target: z.tuple([z.number(), z.number()]).default([0, 0]),
});
type Params = z.infer<typeof Params>;

/**
 * Cast on something that is neutral in reality (a grey card, white china): the distance of the region's mean from the
 * target in the a*b* plane. Unit C*ab; below 1 nobody sees it, at 3 a client does. Lightness plays no part.
 */
export const neutral: Kind<Params> = {
  kind: 'neutral',
  params: Params,
  region: 'required',
  protects: false,
  measure,
  explain,
  codes: {
    'neutral.clean': ['value'],
    'neutral.cast': ['value', 'toward', 'away'],
    'neutral.slight': ['value', 'toward', 'away'],
    'neutral.overcorrected': ['value', 'toward', 'away'],
    'neutral.place': ['amount', 'toward'],
  },
};

/** Below this nobody sees a cast. */
const SEEN = 1;
/** Parts of the region pointed at. */
const SHOWN = 3;

function measure(context: Context, { target }: Params): Measurement {
  const weights = cellWeights(context);
  const mine = meanAB(context.attempt.cells.lab, weights);
  const before = meanAB(context.start.cells.lab, weights);
  const da = mine.a - target[0];
  const db = mine.b - target[1];
  const cast = Math.hypot(da, db);
  const value = rounded(cast);
  return {
    terms: { cast: { distance: cast } },
    value,
    unit: 'C*ab',
    target: 0,
    display: { term: 'cast', factor: 1 },
    // Negative where the cast now points to the other side of neutral.
    facts: { da, db, sameSide: da * (before.a - target[0]) + db * (before.b - target[1]) },
    places: cast > SEEN ? placesOf(context.region!, value, castName(da, db)) : [],
    evidence: [],
  };
}

/** The largest parts of what should be neutral. */
const placesOf = ({ patches }: Region, amount: number, toward: string): MeasuredPlace[] =>
  [...patches]
    .sort((p, q) => q.pixels - p.pixels)
    .slice(0, SHOWN)
    .map(({ box }) => ({ ...box, value: amount, code: 'neutral.place', params: { amount, toward } }));

function meanAB(lab: Float32Array, weights: Float32Array): { a: number; b: number } {
  let [a, b, total] = [0, 0, 0];
  for (let i = 0; i < weights.length; i++) {
    a += weights[i]! * lab[i * 3 + 1]!;
    b += weights[i]! * lab[i * 3 + 2]!;
    total += weights[i]!;
  }
  return total > 0 ? { a: a / total, b: b / total } : { a: 0, b: 0 };
}

function explain({ facts, value }: Measurement, verdict: Verdict): Finding[] {
  const [da, db] = [facts.da!, facts.db!];
  if (verdict.score >= 90) return [{ code: 'neutral.clean', params: { value } }];
  const params = { value, toward: castName(da, db), away: castName(-da, -db) };
  if (facts.sameSide! < 0) return [{ code: 'neutral.overcorrected', params }];
  return [{ code: verdict.pass ? 'neutral.slight' : 'neutral.cast', params }];
}
