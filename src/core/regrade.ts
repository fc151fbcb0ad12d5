import type { Verdict } from './progress.ts';

/** Which attempts are graded anew: those at these exercises, of this cohort or of all learners, that arrived in a span. */
export interface RegradeScope {
  exerciseIds: string[];
  cohortId: string | null;
  /** First and last moment of arrival that count, ms UTC; null: no bound. */
  since: number | null;
  until: number | null;
}

type Counts = Pick<Verdict, 'outcome' | 'score'>;

/** What a regrade would make of one attempt, by what counts: manual grades lie over both sides. */
export type Change = 'same' | 'raised' | 'lowered' | 'passes' | 'fails';

const RANK = { passed: 2, 'not-yet': 1, ungradable: 0 } as const;

/** `fails` and `lowered` take something away and need a person's consent. */
export function changeOf(before: Counts, after: Counts): Change {
  const [was, is] = [before, after].map(({ outcome }) => (outcome === null ? -1 : RANK[outcome])) as [
    number,
    number,
  ];
  if (is !== was) {
    if (is === 2) return 'passes';
    if (was === 2) return 'fails';
    return is > was ? 'raised' : 'lowered';
  }
  const gap = (after.score ?? 0) - (before.score ?? 0);
  return gap === 0 ? 'same' : gap > 0 ? 'raised' : 'lowered';
}

export const takesAway = (change: Change): boolean => change === 'lowered' || change === 'fails';

export type RegradeState = 'running' | 'ready' | 'applied' | 'dropped';

/** One attempt of a regrade. */
export interface RegradeItem {
  attemptId: string;
  learner: string;
  exerciseId: string;
  /** What counts now, and what would count. */
  before: Counts;
  after: Counts | null;
  change: Change | null;
  /** A person graded something of it: that stays. */
  manual: boolean;
  /** Waits, or could not be graded, with the code of why. */
  state: 'waiting' | 'graded' | 'failed';
  failure: string | null;
  appliedAt: number | null;
  /** Another report has come to count for it since the regrade was asked for: it is left as it is. */
  moved: boolean;
}

export interface Regrade {
  id: string;
  scope: RegradeScope;
  cohort: string | null;
  reason: string;
  graderVersion: string;
  askedBy: string | null;
  askedAt: number;
  state: RegradeState;
  /** When and by whom it was applied or dropped. */
  endedAt: number | null;
  endedBy: string | null;
  /** The grader or an exercise has changed since: what it found is out of date and cannot be applied. */
  superseded: boolean;
  counts: { all: number; waiting: number; graded: number; failed: number };
}
