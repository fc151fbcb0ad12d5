import type { CountedAttempt } from '#core/gradebook/types.ts';
import { Report } from '../../../graders/report/schema.ts';
import type { Db, Trx } from './open.ts';

export interface ClassAttempt extends CountedAttempt {
  learnerId: string;
  exerciseId: string;
}

/** Attempts of a cohort's learners at what is assigned there; `exerciseId`: at one of them. */
function made(db: Db | Trx, cohortId: string, exerciseId?: string) {
  const query = db
    .selectFrom('cohort_members')
    .innerJoin('attempts', 'attempts.learner_id', 'cohort_members.learner_id')
    .where('cohort_members.cohort_id', '=', cohortId)
    .where('cohort_members.role', '=', 'learner')
    .where('cohort_members.left_at', 'is', null)
    .where('attempts.exercise_id', 'in', (assigned) =>
      assigned
        .selectFrom('assignment_exercises')
        .innerJoin('assignments', 'assignments.id', 'assignment_exercises.assignment_id')
        .select('assignment_exercises.exercise_id')
        .where('assignments.cohort_id', '=', cohortId)
        .where('assignments.removed_at', 'is', null),
    );
  return exerciseId === undefined ? query : query.where('attempts.exercise_id', '=', exerciseId);
}

/**
 * Every attempt that may count in a class, with the verdict that counts. Two queries, whatever their number: one for the
 * attempts with their reports, one for those whose grading has failed for good.
 */
export async function classAttempts(
  db: Db | Trx,
  cohortId: string,
  exerciseId?: string,
): Promise<ClassAttempt[]> {
  const rows = await made(db, cohortId, exerciseId)
    .leftJoin('reports', 'reports.attempt_id', 'attempts.id')
    .select([
      'attempts.id',
      'attempts.learner_id',
      'attempts.exercise_id',
      'attempts.arrived_at',
      'reports.outcome',
      'reports.score',
    ])
    .orderBy('attempts.arrived_at')
    .orderBy('attempts.id')
    .orderBy('reports.created_at')
    .orderBy('reports.id')
    .execute();
  const newest = new Map(rows.map((row) => [row.id, row]));
  const dead = await made(db, cohortId, exerciseId)
    .innerJoin('jobs', 'jobs.subject', 'attempts.id')
    .select('attempts.id')
    .where('jobs.dead_at', 'is not', null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('jobs as later')
            .select('later.id')
            .whereRef('later.subject', '=', 'attempts.id')
            .where('later.dead_at', 'is', null),
        ),
      ),
    )
    .orderBy('attempts.id')
    .execute();
  const failed = new Set(dead.map(({ id }) => id));
  return [...newest.values()].map((row) => ({
    id: row.id,
    learnerId: row.learner_id,
    exerciseId: row.exercise_id,
    arrivedAt: row.arrived_at,
    outcome: row.outcome === null ? null : Report.shape.outcome.parse(row.outcome),
    score: row.score,
    failed: row.outcome === null && failed.has(row.id),
    review: false,
  }));
}

/** The criteria of the newest report of each of these attempts. */
export async function criteriaOf(
  db: Db | Trx,
  attemptIds: readonly string[],
): Promise<Map<string, Report['criteria']>> {
  if (attemptIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('reports')
    .select(['attempt_id', 'report'])
    .where('attempt_id', 'in', attemptIds)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const newest = new Map(rows.map((row) => [row.attempt_id, row.report]));
  return new Map([...newest].map(([id, report]) => [id, Report.parse(JSON.parse(report)).criteria]));
}
