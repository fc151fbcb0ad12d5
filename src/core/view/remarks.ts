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
 * Criteria as an art director would take them up: failed essentials, then what fails otherwise, then what passes; among
 * equals the one that costs most points, protections (weight 0) by what their factor takes away.
 */
export function orderedCriteria(criteria: readonly CriterionReport[]): CriterionReport[] {
  return criteria.toSorted((a, b) => group(a) - group(b) || cost(b) - cost(a));
}

function group(criterion: CriterionReport): number {
  if (criterion.pass) return 2;
  return criterion.essential ? 0 : 1;
}

/** Points of the total that a criterion takes away, 0..100. */
function cost(criterion: CriterionReport): number {
  if (criterion.factor !== undefined) return 100 * (1 - criterion.factor);
  return criterion.weight * (100 - criterion.score);
}
