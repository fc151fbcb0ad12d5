import type { Regrade, RegradeItem } from '#core/regrade.ts';
import type { Learner, Outcome } from '#core/types.ts';

/**
 * Old work graded anew after the grader or an exercise has changed: in the shadow first, beside the live reports, then
 * applied or dropped as a set. `viewer` null: the command line, which may do all an owner may.
 */
export interface Regrades {
  /** Newest first; null to those who may run none. */
  list(viewer: Learner | null): Promise<Regrade[] | null>;
  get(id: string, viewer: Learner | null): Promise<{ regrade: Regrade; items: RegradeItem[] } | null>;
  /** Cohorts that the viewer may choose; `everywhere`: the whole school as well. Null to those who may run none. */
  choices(viewer: Learner): Promise<{ cohorts: { id: string; name: string }[]; everywhere: boolean } | null>;
  /** Queues the shadow run behind all live attempts. 422 exercise-unknown, date-wrong, reason-missing, nothing-to-regrade. */
  start(viewer: Learner | null, form: RegradeForm): Promise<Outcome<string>>;
  /**
   * Makes what was found count, all at once. What would lower a result or take a pass away is left out unless it is named,
   * with a reason; manual grades stay. 409 regrade-running, regrade-superseded, regrade-over; 422 reason-missing.
   */
  apply(
    viewer: Learner | null,
    id: string,
    consent: { lower: readonly string[] | 'all'; reason: string },
  ): Promise<Outcome<{ applied: number; left: number }>>;
  drop(viewer: Learner | null, id: string): Promise<Outcome<void>>;
}

export interface RegradeForm {
  /** Ids or slugs. */
  exercises: readonly string[];
  cohortId: string;
  /** Days as YYYY-MM-DD, UTC, both inclusive; empty: no bound. */
  since: string;
  until: string;
  reason: string;
}
