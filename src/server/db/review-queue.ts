import { sql } from 'kysely';
import type { Db, Trx } from './open.ts';

export interface WaitingRow {
  attempt_id: string;
  exercise_id: string;
  learner_id: string;
  learner: string;
  cohort_id: string | null;
  cohort: string | null;
  since: number;
}

/** Restricts a queue to the work of some cohorts; null: the whole school. */
export type CohortScope = readonly string[] | null;

const within = (cohorts: CohortScope) =>
  cohorts === null ? sql`1 = 1` : sql`cohorts.id in (${cohorts.length > 0 ? sql.join(cohorts) : sql`null`})`;

/**
 * Work that an assignment wants seen by a person: of each learner and exercise the newest attempt with a report, unless it
 * or a newer one has been reviewed. Oldest first.
 */
export async function waitingForReview(db: Db | Trx, cohorts: CohortScope): Promise<WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`
    select a.id as attempt_id, a.exercise_id, a.learner_id, learners.name as learner,
      min(cohorts.id) as cohort_id, min(cohorts.name) as cohort, a.received_at as since
    from assignments
    join cohorts on cohorts.id = assignments.cohort_id and cohorts.archived_at is null
    join assignment_exercises on assignment_exercises.assignment_id = assignments.id
    join cohort_members on cohort_members.cohort_id = cohorts.id and cohort_members.role = 'learner'
      and cohort_members.left_at is null
    join learners on learners.id = cohort_members.learner_id
    join attempts a on a.learner_id = learners.id and a.exercise_id = assignment_exercises.exercise_id
    left join reviews on reviews.attempt_id = a.id
    where assignments.needs_review = 1 and assignments.removed_at is null and reviews.done_at is null
      and ${within(cohorts)}
      and exists (select 1 from reports where reports.attempt_id = a.id)
      and not exists (
        select 1 from attempts newer
        where newer.learner_id = a.learner_id and newer.exercise_id = a.exercise_id
          and (newer.received_at > a.received_at or (newer.received_at = a.received_at and newer.id > a.id))
          and exists (select 1 from reports where reports.attempt_id = newer.id)
      )
    group by a.id, a.exercise_id, a.learner_id, learners.name, a.received_at
    order by a.received_at, a.id`.execute(db);
  return rows;
}

/**
 * Appeals without an answer; what an attempt was made for goes by the rule of `cohortsOfAttempt`. `alone`: those of
 * attempts that were made for no cohort are the viewer's to answer as well.
 */
export async function waitingAppeals(
  db: Db | Trx,
  cohorts: CohortScope,
  alone: boolean,
): Promise<WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`
    with placed as (
      select appeals.attempt_id, appeals.made_at, appeals.id as appeal_id,
        attempts.exercise_id, attempts.learner_id, cohorts.id as cohort_id, cohorts.name as cohort
      from appeals
      join attempts on attempts.id = appeals.attempt_id
      left join cohort_members on cohort_members.learner_id = attempts.learner_id and cohort_members.role = 'learner'
        and (cohort_members.left_at is null or cohort_members.left_at >= attempts.arrived_at)
        and exists (
          select 1 from assignments join assignment_exercises on assignment_exercises.assignment_id = assignments.id
          where assignments.cohort_id = cohort_members.cohort_id and assignments.removed_at is null
            and assignment_exercises.exercise_id = attempts.exercise_id
        )
      left join cohorts on cohorts.id = cohort_members.cohort_id
      where appeals.withdrawn_at is null and appeals.answered_at is null
    )
    select placed.attempt_id, placed.exercise_id, placed.learner_id, learners.name as learner,
      min(placed.cohort_id) as cohort_id, min(placed.cohort) as cohort, placed.made_at as since
    from placed
    join learners on learners.id = placed.learner_id
    left join cohorts on cohorts.id = placed.cohort_id
    where ${within(cohorts)} or (placed.cohort_id is null and ${alone ? sql`1 = 1` : sql`1 = 0`})
    group by placed.attempt_id, placed.exercise_id, placed.learner_id, learners.name, placed.made_at, placed.appeal_id
    order by placed.made_at, placed.appeal_id`.execute(db);
  return rows;
}
