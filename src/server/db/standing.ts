import { sql } from 'kysely';
import { z } from 'zod';
import type { CohortRole } from '#core/permissions.ts';
import type { Db, Trx } from './open.ts';
import type { AttemptRow } from './schema.ts';

const Role = z.enum(['instructor', 'reviewer', 'learner']);

/** A cohort that an attempt was made for, and what a person is there. */
export interface Place {
  cohortId: string;
  name: string;
  role: CohortRole | null;
}

/**
 * Cohorts that this attempt was made for: its learner is a learner there, or was when it came, and the exercise is assigned. `personId`: whose
 * role there is asked for.
 */
export async function cohortsOfAttempt(
  db: Db | Trx,
  attempt: Pick<AttemptRow, 'learner_id' | 'exercise_id' | 'arrived_at'>,
  personId: string,
): Promise<Place[]> {
  const rows = await db
    .selectFrom('cohort_members as learner')
    .innerJoin('cohorts', 'cohorts.id', 'learner.cohort_id')
    .leftJoin('cohort_members as person', (join) =>
      join
        .onRef('person.cohort_id', '=', 'cohorts.id')
        .on('person.learner_id', '=', personId)
        .on('person.left_at', 'is', null),
    )
    .select(['cohorts.id', 'cohorts.name', 'person.role'])
    .where('learner.learner_id', '=', attempt.learner_id)
    .where('learner.role', '=', 'learner')
    .where((eb) =>
      eb.or([eb('learner.left_at', 'is', null), eb('learner.left_at', '>=', attempt.arrived_at)]),
    )
    .where(
      sql<boolean>`exists (select 1 from assignments join assignment_exercises on assignment_exercises.assignment_id = assignments.id
        where assignments.cohort_id = cohorts.id and assignments.removed_at is null
          and assignment_exercises.exercise_id = ${attempt.exercise_id})`,
    )
    .orderBy('cohorts.created_at')
    .orderBy('cohorts.id')
    .execute();
  return rows.map(({ id, name, role }) => ({
    cohortId: id,
    name,
    role: role === null ? null : Role.parse(role),
  }));
}

/** Cohorts a person belongs to now, with their role there; `archived`: those in the archive as well. */
export async function cohortsOfPerson(
  db: Db | Trx,
  personId: string,
  { archived = false } = {},
): Promise<Place[]> {
  let query = db
    .selectFrom('cohort_members')
    .innerJoin('cohorts', 'cohorts.id', 'cohort_members.cohort_id')
    .select(['cohorts.id', 'cohorts.name', 'cohort_members.role'])
    .where('cohort_members.learner_id', '=', personId)
    .where('cohort_members.left_at', 'is', null)
    .orderBy('cohorts.name')
    .orderBy('cohorts.id');
  if (!archived) query = query.where('cohorts.archived_at', 'is', null);
  const rows = await query.execute();
  return rows.map(({ id, name, role }) => ({ cohortId: id, name, role: Role.parse(role) }));
}
