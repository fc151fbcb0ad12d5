import type { CountedAttempt } from '#core/gradebook/types.ts';
import type { Db, Trx } from './open.ts';
import { verdictsOf } from './reports.ts';
import { waitingAppeals, waitingForReview, type WaitingRow } from './review-queue.ts';

/** The attempts of one learner as deadlines see them, by exercise, oldest first. What waits for a person is asked by class. */
export async function dutyAttempts(db: Db, learnerId: string): Promise<Map<string, CountedAttempt[]>> {
  const rows = await db
    .selectFrom('attempts')
    .select(['id', 'exercise_id', 'arrived_at'])
    .where('learner_id', '=', learnerId)
    .orderBy('arrived_at')
    .orderBy('id')
    .execute();
  const verdicts = new Map(
    [...(await verdictsOf(db, learnerId)).values()].flat().map((verdict) => [verdict.attemptId, verdict]),
  );
  const byExercise = new Map<string, CountedAttempt[]>();
  for (const { id, exercise_id: exerciseId, arrived_at: arrivedAt } of rows) {
    const { outcome = null, score = null } = verdicts.get(id) ?? {};
    byExercise.set(exerciseId, [
      ...(byExercise.get(exerciseId) ?? []),
      { id, arrivedAt, outcome, score, failed: false, review: null },
    ]);
  }
  return byExercise;
}

/** Attempts of one learner that wait for a person in this class, and why. */
export async function waitingOf(
  db: Db,
  cohortId: string,
  learnerId: string,
): Promise<Map<string, NonNullable<CountedAttempt['review']>>> {
  const [required, appealed] = await Promise.all([
    waitingForReview(db, [cohortId]),
    waitingAppeals(db, [cohortId], false),
  ]);
  const own = (rows: WaitingRow[]) => rows.filter((row) => row.learner_id === learnerId);
  return new Map([
    ...own(appealed).map((row) => [row.attempt_id, 'appealed'] as const),
    ...own(required).map((row) => [row.attempt_id, 'required'] as const),
  ]);
}

/** When the attempts of the class's learners at these exercises came. */
export async function classArrivals(
  db: Db | Trx,
  cohortId: string,
  exerciseIds: readonly string[],
): Promise<{ learnerId: string; arrivedAt: number }[]> {
  if (exerciseIds.length === 0) return [];
  const rows = await db
    .selectFrom('attempts')
    .innerJoin('cohort_members', 'cohort_members.learner_id', 'attempts.learner_id')
    .select(['attempts.learner_id', 'attempts.arrived_at'])
    .where('cohort_id', '=', cohortId)
    .where('role', '=', 'learner')
    .where('left_at', 'is', null)
    .where('exercise_id', 'in', exerciseIds)
    .orderBy('attempts.arrived_at')
    .orderBy('attempts.id')
    .execute();
  return rows.map((row) => ({ learnerId: row.learner_id, arrivedAt: row.arrived_at }));
}
