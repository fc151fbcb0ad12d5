import type { CohortRole } from '#core/permissions.ts';
import { MemberRole } from './members.ts';
import type { Db, Trx } from './open.ts';

/**
 * What `viewerId` is in the cohorts where this exercise is assigned and the learner is, or was when the attempt came, a
 * learner. Work beside the assignments belongs to no cohort.
 */
export async function rolesOver(
  db: Db | Trx,
  viewerId: string,
  attempt: { learner_id: string; exercise_id: string; arrived_at: number },
): Promise<CohortRole[]> {
  const rows = await db
    .selectFrom('cohort_members as viewer')
    .innerJoin('cohort_members as learner', 'learner.cohort_id', 'viewer.cohort_id')
    .innerJoin('assignments', 'assignments.cohort_id', 'viewer.cohort_id')
    .innerJoin('assignment_exercises', 'assignment_exercises.assignment_id', 'assignments.id')
    .select('viewer.role')
    .distinct()
    .where('viewer.learner_id', '=', viewerId)
    .where('viewer.left_at', 'is', null)
    .where('learner.learner_id', '=', attempt.learner_id)
    .where('learner.role', '=', 'learner')
    .where((eb) =>
      eb.or([eb('learner.left_at', 'is', null), eb('learner.left_at', '>=', attempt.arrived_at)]),
    )
    .where('assignments.removed_at', 'is', null)
    .where('assignment_exercises.exercise_id', '=', attempt.exercise_id)
    .orderBy('viewer.role')
    .execute();
  return rows.map(({ role }) => MemberRole.parse(role));
}
