import type { Criterion } from '../criteria/kinds.ts';
import type { Measurement, Verdict } from '../criteria/types.ts';
import type { Examined } from '../examine.ts';
import type { Exercise } from '../types.ts';
import { scalesOf } from './scales.ts';
import { judgeTerms, totalScore, type Part, type TermScale } from './score.ts';

export interface Assessed extends Part {
  criterion: Criterion;
  measurement: Measurement;
  verdict: Verdict;
  scaleOf(term: string): TermScale;
}

export interface Assessment {
  examined: Examined;
  parts: Assessed[];
  total: number;
}

/** Measures and scores every criterion against one reference. */
export function assess(examined: Examined, exercise: Exercise): Assessment {
  const parts = examined.criteria.map(({ criterion, context }): Assessed => {
    const { spec, protects } = criterion;
    const measurement = criterion.measure(context);
    const scaleOf = scalesOf(exercise, spec.id, measurement);
    const verdict = judgeTerms(measurement, scaleOf, spec.passAt);
    const { weight = 0, essential } = spec;
    return {
      criterion,
      measurement,
      verdict,
      scaleOf,
      score: verdict.score,
      pass: verdict.pass,
      weight,
      essential,
      protects,
    };
  });
  return { examined, parts, total: totalScore(parts, exercise.spec.passMark) };
}

/** The best total over all references: never the best of each criterion. The first one wins a tie. */
export const best = (assessments: readonly Assessment[]): Assessment =>
  assessments.reduce((winner, other) => (other.total > winner.total ? other : winner));

/** Passed: the total reaches the mark and no essential criterion failed. */
export const passed = ({ parts, total }: Assessment, passMark: number): boolean =>
  total >= passMark && parts.every((part) => part.pass || !part.essential);
