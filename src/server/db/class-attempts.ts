import { sql } from 'kysely';
import type { CountedAttempt } from '#core/gradebook/types.ts';
import { countedVerdict } from '#core/verdict.ts';
import { Report } from '../../../graders/report/schema.ts';
import { manualGradesOf } from './manual-grades.ts';
import type { Db, Trx } from './open.ts';
import { countedVerdicts, reportsOf } from './reports.ts';
import { waitingAppeals, waitingForReview } from './review-queue.ts';

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
 * Every attempt that may count in a class, with the verdict that counts. A handful of queries, whatever their number: the
 * attempts with their reports, what people graded, what waits for a person, and what has failed for good.
 */
export async function classAttempts(
  db: Db | Trx,
  cohortId: string,
  exerciseId?: string,
): Promise<ClassAttempt[]> {
  const rows = await made(db, cohortId, exerciseId)
    .leftJoin('reports', 'reports.attempt_id', 'attempts.id')
    .leftJoin('applied_reports', 'applied_reports.report_id', 'reports.id')
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
    .orderBy(sql`coalesce(applied_reports.position, 0)`)
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
  const graded = await made(db, cohortId, exerciseId)
    .innerJoin('manual_grades', 'manual_grades.attempt_id', 'attempts.id')
    .select('attempts.id')
    .distinct()
    .orderBy('attempts.id')
    .execute();
  const manual = await countedVerdicts(
    db,
    graded.map(({ id }) => id),
  );
  const required = new Set((await waitingForReview(db, [cohortId])).map((row) => row.attempt_id));
  const appealed = new Set((await waitingAppeals(db, [cohortId], false)).map((row) => row.attempt_id));
  return [...newest.values()].map((row) => ({
    id: row.id,
    learnerId: row.learner_id,
    exerciseId: row.exercise_id,
    arrivedAt: row.arrived_at,
    outcome: row.outcome === null ? null : Report.shape.outcome.parse(row.outcome),
    score: row.score,
    ...manual.get(row.id),
    failed: row.outcome === null && failed.has(row.id) && !manual.has(row.id),
    review: required.has(row.id) ? 'required' : appealed.has(row.id) ? 'appealed' : null,
  }));
}

/** The criteria of each of these attempts by the report that counts, with manual grades in place of the machine's. */
export async function criteriaOf(
  db: Db | Trx,
  attemptIds: readonly string[],
): Promise<Map<string, Report['criteria']>> {
  const [reports, manual] = await Promise.all([reportsOf(db, attemptIds), manualGradesOf(db, attemptIds)]);
  return new Map(
    [...reports].map(([id, { report }]) => {
      const { criteria } = countedVerdict(report, manual.get(id) ?? []);
      return [
        id,
        report.criteria.map((one, i) => ({ ...one, score: criteria[i]!.score, pass: criteria[i]!.pass })),
      ];
    }),
  );
}
