import { sql } from 'kysely';
import type { RegradeScope } from '#core/regrade.ts';
import type { Report } from '../../../graders/report/schema.ts';
import { nameBlobs } from './blobs.ts';
import type { Db, Trx } from './open.ts';
import type { EvidenceFacts } from './reports.ts';
import type { RegradeItemRow, RegradeRow } from './schema-review.ts';

export interface NewRegrade {
  id: string;
  scope: RegradeScope;
  reason: string;
  graderVersion: string;
  /** Digests of the exercises in the scope as they stand now, by exercise id. */
  digests: ReadonlyMap<string, string>;
  askedBy: string | null;
  at: number;
}

/**
 * Adds a regrade with an item for every attempt in its scope whose report that counts was made by another grader or from
 * another state of the exercise. Returns how many.
 */
export async function insertRegrade(trx: Trx, regrade: NewRegrade): Promise<number> {
  const { id, scope, reason, graderVersion, digests, askedBy, at } = regrade;
  await trx
    .insertInto('regrades')
    .values({
      id,
      scope: JSON.stringify(scope),
      reason,
      grader_version: graderVersion,
      cohort_id: scope.cohortId,
      asked_by: askedBy,
      asked_at: at,
      applied_at: null,
      applied_by: null,
      dropped_at: null,
      dropped_by: null,
    })
    .execute();
  let items = 0;
  for (const [exerciseId, digest] of digests) {
    const { numAffectedRows } = await sql`
      insert into regrade_items (regrade_id, attempt_id, position, exercise_digest, old_report_id, old_outcome, old_score)
      select ${id}, attempts.id, ${items} + row_number() over (order by attempts.received_at, attempts.id), ${digest},
        reports.id, reports.outcome, reports.score
      from attempts
      join reports on reports.id = (
        select one.id from reports as one left join applied_reports on applied_reports.report_id = one.id
        where one.attempt_id = attempts.id
        order by coalesce(applied_reports.position, 0) desc, one.created_at desc, one.id desc limit 1
      )
      where attempts.exercise_id = ${exerciseId}
        and (reports.grader_version <> ${graderVersion} or reports.exercise_digest <> ${digest})
        and ${scope.since === null ? sql`1 = 1` : sql`attempts.arrived_at >= ${scope.since}`}
        and ${scope.until === null ? sql`1 = 1` : sql`attempts.arrived_at <= ${scope.until}`}
        and ${
          scope.cohortId === null
            ? sql`1 = 1`
            : sql`exists (
                select 1 from cohort_members join assignments on assignments.cohort_id = cohort_members.cohort_id
                join assignment_exercises on assignment_exercises.assignment_id = assignments.id
                where cohort_members.cohort_id = ${scope.cohortId} and cohort_members.learner_id = attempts.learner_id
                  and cohort_members.role = 'learner' and cohort_members.left_at is null
                  and assignments.removed_at is null and assignment_exercises.exercise_id = attempts.exercise_id)`
        }`.execute(trx);
    items += Number(numAffectedRows ?? 0n);
  }
  return items;
}

export async function regradeById(
  db: Db | Trx,
  id: string,
): Promise<(RegradeRow & { cohort: string | null; asker: string | null; ender: string | null }) | null> {
  return (await withNames(db).where('regrades.id', '=', id).executeTakeFirst()) ?? null;
}

/** Newest first. `cohortIds` null: all of them. */
export async function regradesOf(db: Db | Trx, cohortIds: readonly string[] | null) {
  let query = withNames(db);
  if (cohortIds !== null) query = query.where('regrades.cohort_id', 'in', cohortIds);
  return query.orderBy('asked_at', 'desc').orderBy('regrades.id').execute();
}

const withNames = (db: Db | Trx) =>
  db
    .selectFrom('regrades')
    .leftJoin('cohorts', 'cohorts.id', 'regrades.cohort_id')
    .leftJoin('learners as asker', 'asker.id', 'regrades.asked_by')
    .leftJoin('learners as ender', (join) =>
      join.on(sql<boolean>`ender.id = coalesce(regrades.applied_by, regrades.dropped_by)`),
    )
    .selectAll('regrades')
    .select(['cohorts.name as cohort', 'asker.name as asker', 'ender.name as ender']);

export interface ItemRow extends RegradeItemRow {
  exercise_id: string;
  learner: string;
  /** Code of why its job died; null while it lives or is done. */
  failure: string | null;
}

/** The attempts of a regrade in their order. */
export async function itemsOf(db: Db | Trx, regradeId: string): Promise<ItemRow[]> {
  const rows = await db
    .selectFrom('regrade_items')
    .innerJoin('attempts', 'attempts.id', 'regrade_items.attempt_id')
    .innerJoin('learners', 'learners.id', 'attempts.learner_id')
    .selectAll('regrade_items')
    .select(['attempts.exercise_id', 'learners.name as learner'])
    .select(
      sql<string | null>`(select jobs.error_code from jobs
        where jobs.subject = ${sql.ref('regrade_items.regrade_id')} || ':' || ${sql.ref('regrade_items.attempt_id')}
          and jobs.dead_at is not null)`.as('failure'),
    )
    .where('regrade_id', '=', regradeId)
    .orderBy('position')
    .orderBy('attempt_id')
    .execute();
  return rows;
}

/** Items that have neither a shadow report nor a job: to be queued. At most `most`. */
export async function unqueuedItems(db: Db | Trx, most: number) {
  return db
    .selectFrom('regrade_items')
    .innerJoin('regrades', 'regrades.id', 'regrade_items.regrade_id')
    .select(['regrade_id', 'attempt_id'])
    .where('graded_at', 'is', null)
    .where('regrades.applied_at', 'is', null)
    .where('regrades.dropped_at', 'is', null)
    .where(
      sql<boolean>`not exists (select 1 from jobs where jobs.subject = regrade_id || ':' || attempt_id and jobs.done_at is null and jobs.cancelled_at is null)`,
    )
    .orderBy('regrades.asked_at')
    .orderBy('regrade_id')
    .orderBy('position')
    .orderBy('attempt_id')
    .limit(most)
    .execute();
}

export async function itemById(
  db: Db | Trx,
  regradeId: string,
  attemptId: string,
): Promise<RegradeItemRow | null> {
  const row = await db
    .selectFrom('regrade_items')
    .selectAll()
    .where('regrade_id', '=', regradeId)
    .where('attempt_id', '=', attemptId)
    .executeTakeFirst();
  return row ?? null;
}

/** Keeps a shadow report and its evidence apart from the live ones. */
export async function putShadow(
  trx: Trx,
  regradeId: string,
  attemptId: string,
  shadow: { reportId: string; report: Report; evidence: readonly EvidenceFacts[]; at: number },
): Promise<void> {
  const { reportId, report, evidence, at } = shadow;
  await trx
    .updateTable('regrade_items')
    .set({
      report_id: reportId,
      report: JSON.stringify(report),
      new_outcome: report.outcome,
      new_score: report.score,
      graded_at: at,
    })
    .where('regrade_id', '=', regradeId)
    .where('attempt_id', '=', attemptId)
    .execute();
  await nameBlobs(trx, evidence, at);
  for (const [position, { bytes: _, ...facts }] of evidence.entries())
    await trx
      .insertInto('regrade_evidence')
      .values({ regrade_id: regradeId, attempt_id: attemptId, position, ...facts })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Digest of each exercise of a regrade as it stood when that was asked for. */
export async function itemDigests(db: Db | Trx, regradeId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('regrade_items')
    .innerJoin('attempts', 'attempts.id', 'regrade_items.attempt_id')
    .select(['attempts.exercise_id', 'regrade_items.exercise_digest'])
    .distinct()
    .where('regrade_id', '=', regradeId)
    .orderBy('attempts.exercise_id')
    .execute();
  return new Map(rows.map((row) => [row.exercise_id, row.exercise_digest]));
}
