import type { Assignment, Cohort } from './cohorts.ts';
import { cell } from './gradebook/cell.ts';
import type { Cell, CountedAttempt } from './gradebook/types.ts';
import type { TermFields, Terms } from './terms.ts';

export type Phase = 'not-open' | 'open' | 'late' | 'closed';

/** Where one exercise of an assignment stands for one learner: the very cell of the gradebook. */
export interface ExerciseDuty {
  exerciseId: string;
  cell: Cell;
  /** How many more attempts may count; null: any number. */
  left: number | null;
}

/** An assignment as one learner has to do it. */
export interface Duty {
  cohort: Cohort;
  assignment: Assignment;
  terms: Terms;
  phase: Phase;
  exercises: ExerciseDuty[];
}

export function phaseAt({ opensAt, dueAt, closesAt }: TermFields, now: number): Phase {
  if (opensAt !== null && now < opensAt) return 'not-open';
  if (closesAt !== null && now > closesAt) return 'closed';
  return dueAt !== null && now > dueAt ? 'late' : 'open';
}

export function exerciseDuty(
  terms: Terms,
  exerciseId: string,
  attempts: readonly CountedAttempt[],
  now: number,
): ExerciseDuty {
  const held = cell(terms, attempts, now);
  return {
    exerciseId,
    cell: held,
    left: terms.attempts === null ? null : Math.max(0, terms.attempts - held.attempts),
  };
}

/** The next thing that happens comes first; what has no due time stands last. */
export const byDue = (
  a: Pick<TermFields, 'dueAt' | 'closesAt'>,
  b: Pick<TermFields, 'dueAt' | 'closesAt'>,
): number => {
  const [one, other] = [a, b].map(({ dueAt, closesAt }) => dueAt ?? closesAt ?? Number.MAX_SAFE_INTEGER);
  return one! - other!;
};
