import { z } from 'zod';
import { rounded } from '#graders/criteria/direction.ts';
import type { Context, Finding, Kind, Measurement, Verdict } from '#graders/criteria/types.ts';
import { cellWeights } from '#graders/criteria/weights.ts';

const Params = z.strictObject({
  /** C*ab at which nothing is left, where the start is right already; otherwise the start's distance. */
  limit: z.number().positive().optional(),
});
type Params = z.infer<typeof Params>;

/**
 * How colourful the region is: the mean chroma C*ab = √(a*² + b*²) of its cells beside the reference's (CIE 15:2018).
 * Unit C*ab, from 0 (as colourful) to about 100. Lightness and hue play no part.
 */
export const chroma: Kind<Params> = {
  kind: 'chroma',
  params: Params,
  region: 'optional',
  protects: false,
  measure,
  explain,
  codes: { 'chroma.right': [], 'chroma.pale': ['amount'], 'chroma.loud': ['amount'] },
};

function measure(context: Context, { limit }: Params): Measurement {
  const weights = cellWeights(context);
  const by = mean(context.attempt.cells.lab, weights) - mean(context.reference.cells.lab, weights);
  return {
    terms: { chroma: { distance: Math.abs(by), limit } },
    value: rounded(Math.abs(by)),
    unit: 'C*ab',
    target: 0,
    display: { term: 'chroma', factor: 1 },
    facts: { by },
    places: [],
    evidence: [],
  };
}

function mean(lab: Float32Array, weights: Float32Array): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]! * Math.hypot(lab[i * 3 + 1]!, lab[i * 3 + 2]!);
    total += weights[i]!;
  }
  return total > 0 ? sum / total : 0;
}

function explain({ facts }: Measurement, verdict: Verdict): Finding[] {
  if (verdict.score === 100) return [{ code: 'chroma.right', params: {} }];
  const code = facts.by! < 0 ? 'chroma.pale' : 'chroma.loud';
  return [{ code, params: { amount: rounded(Math.abs(facts.by!)) } }];
}
