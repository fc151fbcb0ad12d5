import type { Assignment, Cohort } from './cohorts.ts';
import { credit, type TermFields, type Terms } from './terms.ts';

/** One attempt as a deadline sees it. */
export interface DutyAttempt {
  id: string;
  arrivedAt: number;
  /** Null while there is no verdict. */
  outcome: 'passed' | 'not-yet' | 'ungradable' | null;
  score: number | null;
}

export type Phase = 'not-open' | 'open' | 'late' | 'closed';

/** Where one exercise of an assignment stands for one learner, by the attempts that count. */
export interface ExerciseDuty {
  exerciseId: string;
  state: 'new' | 'in-work' | 'passed';
  /** Graded attempts that count, and how many more may; null: any number. */
  counted: number;
  left: number | null;
  /** The attempt that is worth most. */
  best: { attemptId: string; score: number; credit: number } | null;
  /** Graded attempts that do not count: too early, after the close, or beyond the limit. */
  beside: number;
}

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

/**
 * The graded attempts that count, each with its credit, by arrival: those between opening and close, up to the limit.
 * Ungradable files and failures of ours use up nothing.
 */
export function counting<One extends DutyAttempt>(
  terms: TermFields,
  attempts: readonly One[],
): { attempt: One; credit: number }[] {
  const graded = attempts
    .filter(({ outcome }) => outcome === 'passed' || outcome === 'not-yet')
    .toSorted((a, b) => a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1));
  return graded
    .flatMap((attempt) => {
      const worth = credit(terms, attempt.arrivedAt);
      return worth === null ? [] : [{ attempt, credit: worth }];
    })
    .slice(0, terms.attempts ?? graded.length);
}

export function exerciseDuty(
  terms: TermFields,
  exerciseId: string,
  attempts: readonly DutyAttempt[],
): ExerciseDuty {
  const counted = counting(terms, attempts);
  const graded = attempts.filter(({ outcome }) => outcome === 'passed' || outcome === 'not-yet').length;
  const best = counted.reduce<ExerciseDuty['best']>((top, { attempt, credit: worth }) => {
    const score = attempt.score ?? 0;
    return top && top.score * top.credit >= score * worth
      ? top
      : { attemptId: attempt.id, score, credit: worth };
  }, null);
  const open = attempts.some(({ arrivedAt }) => credit(terms, arrivedAt) !== null);
  const passed = counted.some(({ attempt }) => attempt.outcome === 'passed');
  return {
    exerciseId,
    state: passed ? 'passed' : open ? 'in-work' : 'new',
    counted: counted.length,
    left: terms.attempts === null ? null : Math.max(0, terms.attempts - counted.length),
    best,
    beside: graded - counted.length,
  };
}

/** The next thing that happens comes first; what has no due time stands last. */
export const byDue = (a: { terms: TermFields }, b: { terms: TermFields }): number =>
  (a.terms.dueAt ?? a.terms.closesAt ?? Infinity) - (b.terms.dueAt ?? b.terms.closesAt ?? Infinity) || 0;
