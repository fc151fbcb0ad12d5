import { z } from 'zod';
import type { Cells } from '../metrics/cells.ts';
import { measureSharpness } from '../metrics/sharpness.ts';
import { percent, rounded } from './direction.ts';
import { finePlaces } from './fine-places.ts';
import { grainDistance, grainFinding, grainOff } from './grain.ts';
import { haloFindings, haloOf, larger, type Halo } from './halo.ts';
import { COMPARES_LUMA } from './luma.ts';
import { resampledFacts, resampledFinding } from './resampled.ts';
import type { Context, Finding, Kind, Measurement, Term, Verdict } from './types.ts';

const Params = z.strictObject({
  terms: z
    .array(z.enum(['sharpness', 'noise', 'halo', 'grain']))
    .min(1)
    .default(['sharpness', 'noise']),
  /** Octaves at which nothing is left, for a guard where the start is already right; otherwise the start's distance. */
  limit: z.number().positive().optional(),
  /** The same for `halo`, in levels of 255. */
  haloLimit: z.number().positive().optional(),
  /** The same for `grain`, in octaves. */
  grainLimit: z.number().positive().optional(),
});
type Params = z.infer<typeof Params>;

/**
 * Fine detail and noise in the region as ratios to the reference, in octaves: |log₂| of the variance of the Laplacian
 * (sharpness) and of Immerkær's σ (noise), divided by the contrast of the whole frame. 0 = alike, 1 = double or half. Place does not matter.
 *
 * `halo` is the overshoot along the reference's strong edges, in levels of 0..255: how far luma within 8 px of an edge
 * lies beyond the reference's, plateaus brought level; the larger of bright and dark side, whichever its sign. A halo
 * is what unsharp masking leaves; a negative one is an edge softer than the reference's.
 *
 * `grain` is the texture at the size of cells: energy of second differences of L* along rows and along columns, in octaves
 * to the reference's; the larger of the two. Dragged pixels lack it in one direction, whatever noise is laid over them.
 */
export const detail: Kind<Params> = {
  kind: 'detail',
  params: Params,
  ...COMPARES_LUMA,
  measure,
  explain,
  codes: {
    'detail.matches': [],
    'detail.close': ['amount'],
    'detail.resampled': ['width', 'height', 'givenWidth', 'givenHeight', 'amount'],
    'detail.soft': ['amount'],
    'detail.oversharp': ['amount'],
    'detail.noisy': ['amount'],
    'detail.plastic': ['amount'],
    'detail.halo-light': ['amount', 'width'],
    'detail.halo-dark': ['amount', 'width'],
    'detail.edges-soft': ['amount'],
    'detail.dragged-sideways': ['amount'],
    'detail.dragged-down': ['amount'],
    'detail.grain-flat': ['amount'],
    'detail.grain-rough': ['amount'],
    'detail.place-halo': ['amount'],
    'detail.place-soft': ['amount'],
    'detail.place-smooth': ['amount'],
    'detail.place-rough': ['amount'],
  },
};

function measure(context: Context, params: Params): Measurement {
  const { attempt, reference, region, covered } = context;
  const blocks = region?.blocks ?? null;
  const mine = measureSharpness(attempt.luma, blocks);
  const theirs = measureSharpness(reference.luma, blocks);
  // A darker or flatter grade scales fine contrast too; that is for other criteria to judge.
  const gain = contrastOf(attempt.cells, covered) / contrastOf(reference.cells, covered);
  // Half a code of deviation is added to both, so that flat regions compare as alike.
  const sharpness = Math.log2(
    (mine.laplacianVariance / gain ** 2 + 0.25) / (theirs.laplacianVariance + 0.25),
  );
  const noise = Math.log2((mine.noise / gain + 0.1) / (theirs.noise + 0.1));
  const terms: Record<string, Term> = {};
  if (params.terms.includes('sharpness'))
    terms.sharpness = { distance: Math.abs(sharpness), limit: params.limit };
  if (params.terms.includes('noise')) terms.noise = { distance: Math.abs(noise), limit: params.limit };
  const grain = params.terms.includes('grain') ? grainOff(context, gain) : null;
  if (grain) terms.grain = { distance: grainDistance(grain), limit: params.grainLimit };
  const off = [sharpness, noise].filter((_, i) =>
    params.terms.includes((['sharpness', 'noise'] as const)[i]!),
  );
  const furthest = off.sort((p, q) => Math.abs(q) - Math.abs(p))[0] ?? 0;
  const fine: Measurement = {
    terms,
    value: rounded(2 ** sharpness * 100),
    unit: '% of the detail',
    target: 100,
    facts: { sharpness, noise, ...resampledFacts(context), ...grain },
    ...finePlaces(context, furthest, gain),
  };
  return params.terms.includes('halo') ? withHalo(fine, haloOf(context, gain), params) : fine;
}

/** Close-ups drawn. */
const SHOWN = 3;

function withHalo(fine: Measurement, { bright, dark, places }: Halo, { haloLimit }: Params): Measurement {
  const distance = Math.abs(larger(bright, dark).amount);
  const alone = Object.keys(fine.terms).length === 0;
  return {
    ...fine,
    ...(alone ? { value: rounded(distance), unit: 'levels', target: 0 } : {}),
    ...(alone ? { display: { term: 'halo', factor: 1 } } : {}),
    terms: { ...fine.terms, halo: { distance, limit: haloLimit } },
    facts: {
      ...fine.facts,
      bright: bright.amount,
      brightWidth: bright.width,
      dark: dark.amount,
      darkWidth: dark.width,
    },
    places: [...places, ...fine.places],
    evidence: [
      ...(places.length > 0 ? [{ draw: 'edges' as const, places: places.slice(0, SHOWN) }] : []),
      ...fine.evidence,
    ],
  };
}

/** Standard deviation of the cells' L* over the covered frame, at least 1. */
function contrastOf({ lab }: Cells, covered: Float32Array | null): number {
  let [n, sum, squares] = [0, 0, 0];
  for (let i = 0, at = 0; at < lab.length; i++, at += 3) {
    if (covered && covered[i] === 0) continue;
    n++;
    sum += lab[at]!;
    squares += lab[at]! * lab[at]!;
  }
  return n > 0 ? Math.max(1, Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2))) : 1;
}

/** Octaves of fine detail from which it is told, though the task allows them. */
const APART = 0.25;

function explain({ facts }: Measurement, verdict: Verdict, params: Params): Finding[] {
  const [sharpness, noise] = [facts.sharpness!, facts.noise!];
  if (verdict.score >= 85) {
    const apart = params.terms.includes('sharpness') && (verdict.score < 95 || Math.abs(sharpness) > APART);
    return [
      apart
        ? { code: 'detail.close', params: { amount: percent(2 ** sharpness) } }
        : { code: 'detail.matches', params: {} },
    ];
  }
  const resampled = resampledFinding(facts);
  const findings: Finding[] = resampled ? [resampled] : [];
  if (!resampled && params.terms.includes('sharpness') && (verdict.terms.sharpness ?? 100) < 85)
    findings.push(
      sharpness < 0
        ? { code: 'detail.soft', params: { amount: percent(1 - 2 ** sharpness) } }
        : { code: 'detail.oversharp', params: { amount: percent(2 ** sharpness - 1) } },
    );
  if (!resampled && params.terms.includes('noise') && (verdict.terms.noise ?? 100) < 85)
    findings.push(
      noise > 0
        ? { code: 'detail.noisy', params: { amount: percent(2 ** noise - 1) } }
        : { code: 'detail.plastic', params: { amount: percent(1 - 2 ** noise) } },
    );
  if ((verdict.terms.grain ?? 100) < 85)
    findings.push(grainFinding({ sideways: facts.sideways!, upDown: facts.upDown! }));
  if ((verdict.terms.halo ?? 100) < 85)
    findings.push(
      ...haloFindings({
        bright: { amount: facts.bright!, width: facts.brightWidth! },
        dark: { amount: facts.dark!, width: facts.darkWidth! },
      }),
    );
  return findings;
}
