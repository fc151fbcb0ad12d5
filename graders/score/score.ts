import type { Measurement, Verdict } from '../criteria/types.ts';

/** What a term's distance is held against. */
export interface TermScale {
  /** The distance at which nothing is left: the untouched start's, or a limit. */
  limit: number;
  /** The distance that costs nothing. */
  tolerance: number;
}

/**
 * 100 · (1 − max(0, d − tolerance) / (limit − tolerance)), not clamped: below 0 the picture is further away than the
 * untouched start. A scale without room gives 100 within tolerance and 0 beyond.
 */
export function termScore(distance: number, { limit, tolerance }: TermScale): number {
  const off = Math.max(0, distance - tolerance);
  if (off === 0) return 100;
  return limit > tolerance ? 100 * (1 - off / (limit - tolerance)) : 0;
}

export const clampScore = (score: number): number => Math.min(100, Math.max(0, score));

/**
 * A criterion's score: the weighted mean of its terms, each clamped, so that one term cannot pay for another. Of terms
 * that `protect` the worst counts: they see the same damage, which should not be charged twice.
 */
export function judgeTerms(
  measurement: Measurement,
  scaleOf: (term: string) => TermScale,
  { passAt, protects = false }: { passAt: number; protects?: boolean },
): Verdict {
  let [sum, raw, total, worst] = [0, 0, 0, 100];
  const terms: Record<string, number> = {};
  for (const [id, { distance, weight = 1 }] of Object.entries(measurement.terms)) {
    const unclamped = termScore(distance, scaleOf(id));
    terms[id] = clampScore(unclamped);
    sum += weight * terms[id];
    raw += weight * Math.min(100, unclamped);
    total += weight;
    worst = Math.min(worst, terms[id]);
  }
  const mean = total > 0 ? sum / total : 100;
  const score = protects ? worst : mean;
  return { score, unclamped: total > 0 ? raw / total : 100, pass: Math.round(score) >= passAt, terms };
}

export interface Part {
  score: number;
  pass: boolean;
  weight: number;
  essential: boolean;
  protects: boolean;
}

/**
 * The weighted mean of the criteria, held below the pass mark by a failed essential, times every protection's factor.
 * Whole numbers.
 */
export function totalScore(parts: readonly Part[], passMark: number): number {
  const weighed = parts.filter((part) => !part.protects);
  const weight = weighed.reduce((sum, part) => sum + part.weight, 0);
  const mean = weight > 0 ? weighed.reduce((sum, part) => sum + part.weight * part.score, 0) / weight : 100;
  const capped = parts.some((part) => part.essential && !part.pass) ? Math.min(mean, passMark - 1) : mean;
  const factor = parts
    .filter((part) => part.protects)
    .reduce((product, part) => (product * part.score) / 100, 1);
  return Math.round(capped * factor);
}
