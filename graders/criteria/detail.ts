import { z } from 'zod';
import type { Cells } from '../metrics/cells.ts';
import { measureSharpness } from '../metrics/sharpness.ts';
import { percent, rounded } from './direction.ts';
import type { Context, Finding, Kind, Measurement, Term, Verdict } from './types.ts';

const Params = z.strictObject({
  terms: z
    .array(z.enum(['sharpness', 'noise']))
    .min(1)
    .default(['sharpness', 'noise']),
  /** Octaves at which nothing is left, for a guard where the start is already right; otherwise the start's distance. */
  limit: z.number().positive().optional(),
});
type Params = z.infer<typeof Params>;

/**
 * Fine detail and noise in the region as ratios to the reference, in octaves: |log₂| of the variance of the Laplacian
 * (sharpness) and of Immerkær's σ (noise), divided by the contrast of the whole frame. 0 = alike, 1 = double or half. Place does not matter.
 */
export const detail: Kind<Params> = {
  kind: 'detail',
  params: Params,
  region: 'optional',
  protects: false,
  reads: { reference: ['luma'] },
  measure,
  explain,
  codes: {
    'detail.matches': [],
    'detail.soft': ['amount'],
    'detail.oversharp': ['amount'],
    'detail.noisy': ['amount'],
    'detail.plastic': ['amount'],
  },
};

function measure({ attempt, reference, region, covered }: Context, params: Params): Measurement {
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
  return {
    terms,
    value: rounded(2 ** sharpness * 100),
    unit: '% of the detail',
    target: 100,
    facts: { sharpness, noise },
    places: [],
    evidence: [],
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

function explain({ facts }: Measurement, verdict: Verdict, params: Params): Finding[] {
  if (verdict.score >= 85) return [{ code: 'detail.matches', params: {} }];
  const [sharpness, noise] = [facts.sharpness!, facts.noise!];
  const findings: Finding[] = [];
  if (params.terms.includes('sharpness') && (verdict.terms.sharpness ?? 100) < 85)
    findings.push(
      sharpness < 0
        ? { code: 'detail.soft', params: { amount: percent(1 - 2 ** sharpness) } }
        : { code: 'detail.oversharp', params: { amount: percent(2 ** sharpness - 1) } },
    );
  if (params.terms.includes('noise') && (verdict.terms.noise ?? 100) < 85)
    findings.push(
      noise > 0
        ? { code: 'detail.noisy', params: { amount: percent(2 ** noise - 1) } }
        : { code: 'detail.plastic', params: { amount: percent(1 - 2 ** noise) } },
    );
  return findings;
}
