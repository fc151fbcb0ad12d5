import type { CriterionReport, Feedback, Severity } from '../../../graders/report/schema.ts';

const RANK: Record<Severity, number> = { essential: 0, actionable: 1, informative: 2, celebratory: 3 };

/** Severity as a word, since colour says nothing by itself. */
export const SEVERITY_WORD: Record<Severity, string> = {
  essential: 'Must change',
  actionable: 'Do next',
  informative: 'Good to know',
  celebratory: 'Well done',
};

/** Remarks of one criterion, what blocks the pass first; equal ones keep the grader's order. */
export function orderedRemarks(remarks: readonly Feedback[]): Feedback[] {
  return remarks.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
}

/**
 * Criteria as an art director would take them up: failed essentials and protections, then what fails otherwise, then what
 * passes; among equals the one that costs most points, protections by what their factor takes away.
 */
export function orderedCriteria(criteria: readonly CriterionReport[]): CriterionReport[] {
  const weights = criteria.reduce((sum, { weight }) => sum + weight, 0);
  return criteria.toSorted((a, b) => group(a) - group(b) || cost(b, weights) - cost(a, weights));
}

function group({ pass, essential, factor }: CriterionReport): number {
  if (pass) return 2;
  return essential || factor !== undefined ? 0 : 1;
}

/** Points of the total that a criterion takes away, 0..100. */
function cost({ factor, weight, score }: CriterionReport, weights: number): number {
  if (factor !== undefined) return 100 * (1 - factor);
  return weights > 0 ? (weight / weights) * (100 - score) : 0;
}
