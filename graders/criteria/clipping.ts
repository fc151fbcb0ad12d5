import { z } from 'zod';
import { percent } from './direction.ts';
import type { Context, Finding, Kind, Measurement, Verdict } from './types.ts';
import { worstPlaces } from './places.ts';
import { cellWeights } from './weights.ts';

const Params = z.strictObject({
  ends: z.enum(['both', 'shadows', 'highlights']).default('both'),
  /** Share of all pixels that may clip beyond the reference without loss. */
  tolerance: z.number().nonnegative().default(0.002),
  /** Share at which nothing is left. */
  limit: z.number().positive().default(0.03),
});
type Params = z.infer<typeof Params>;

/**
 * Share of pixels that hold no detail any more, beyond what the reference clips: blown is two or more channels at 254
 * or above, blocked two or more at 1 or below. Unit: share 0..1, shown in per cent. Absolute, not calibrated.
 */
export const clipping: Kind<Params> = {
  kind: 'clipping',
  params: Params,
  region: 'none',
  protects: false,
  measure,
  explain,
  codes: {
    'clipping.none': [],
    'clipping.highlights': ['amount'],
    'clipping.shadows': ['amount'],
    'clipping.place-blown': ['amount'],
    'clipping.place-blocked': ['amount'],
  },
};

function measure(context: Context, { ends, tolerance, limit }: Params): Measurement {
  const { attempt, reference } = context;
  const [mine, theirs] = [attempt.histograms, reference.histograms];
  const blown = ends === 'shadows' ? 0 : Math.max(0, mine.blown / mine.total - theirs.blown / theirs.total);
  const blocked =
    ends === 'highlights' ? 0 : Math.max(0, mine.blocked / mine.total - theirs.blocked / theirs.total);
  const clipped = blown + blocked;
  return {
    terms: { clipped: { distance: clipped, limit, tolerance } },
    value: percent(clipped),
    unit: '%',
    target: 0,
    display: { term: 'clipped', factor: 100 },
    facts: { blown, blocked },
    places: clipped > tolerance ? placesOf(context, blown >= blocked) : [],
    evidence: [],
  };
}

/** Cells that stand at the end of the range while the reference's do not. */
function placesOf(context: Context, blown: boolean) {
  const { attempt, reference } = context;
  const weights = cellWeights(context);
  const lost = new Float32Array(weights.length);
  for (let i = 0; i < lost.length; i++) {
    const [mine, theirs] = [attempt.cells.lab[i * 3]!, reference.cells.lab[i * 3]!];
    if (blown ? mine > 98.5 && theirs < 98 : mine < 1.5 && theirs > 2) lost[i] = Math.abs(mine - theirs);
  }
  return worstPlaces(lost, weights, attempt.cells, 0.3, context).map((place) => ({
    ...place,
    code: blown ? 'clipping.place-blown' : 'clipping.place-blocked',
    params: { amount: Math.max(1, Math.round(place.value)) },
  }));
}

function explain({ facts }: Measurement, verdict: Verdict, { tolerance }: Params): Finding[] {
  const findings: Finding[] = [];
  if (facts.blown! > tolerance)
    findings.push({ code: 'clipping.highlights', params: { amount: percent(facts.blown!) } });
  if (facts.blocked! > tolerance)
    findings.push({ code: 'clipping.shadows', params: { amount: percent(facts.blocked!) } });
  if (findings.length === 0 && verdict.score === 100) return [{ code: 'clipping.none', params: {} }];
  if (findings.length > 0)
    return findings.sort((p) =>
      (p.code === 'clipping.highlights') === facts.blown! > facts.blocked! ? -1 : 1,
    );
  const worst = facts.blown! > facts.blocked! ? 'highlights' : 'shadows';
  return [{ code: `clipping.${worst}`, params: { amount: percent(Math.max(facts.blown!, facts.blocked!)) } }];
}
