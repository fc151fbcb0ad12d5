import { sql } from 'kysely';
import type { Cohort } from '#core/cohorts.ts';
import type { Db, Trx } from './open.ts';
import type { CohortRow } from './schema-cohorts.ts';

const toCohort = (row: CohortRow): Cohort => ({
  id: row.id,
  name: row.name,
  zone: row.zone,
  inviteCode: row.invite_code,
  inviteClosedAt: row.invite_closed_at,
  createdAt: row.created_at,
  archivedAt: row.archived_at,
  version: row.version,
});

export async function insertCohort(trx: Trx, cohort: Cohort, createdBy: string): Promise<void> {
  await trx
    .insertInto('cohorts')
    .values({
      id: cohort.id,
      name: cohort.name,
      zone: cohort.zone,
      invite_code: cohort.inviteCode,
      invite_closed_at: cohort.inviteClosedAt,
      created_at: cohort.createdAt,
      created_by: createdBy,
      archived_at: cohort.archivedAt,
      version: cohort.version,
    })
    .execute();
}

export async function cohortById(db: Db | Trx, id: string): Promise<Cohort | null> {
  const row = await db.selectFrom('cohorts').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toCohort(row) : null;
}

export async function cohortByInvite(db: Db | Trx, code: string): Promise<Cohort | null> {
  const row = await db.selectFrom('cohorts').selectAll().where('invite_code', '=', code).executeTakeFirst();
  return row ? toCohort(row) : null;
}

/** By name, those that are archived last. */
export async function allCohorts(db: Db): Promise<Cohort[]> {
  const rows = await db
    .selectFrom('cohorts')
    .selectAll()
    .orderBy(sql`archived_at is not null`)
    .orderBy(sql`name collate nocase`)
    .orderBy('id')
    .execute();
  return rows.map(toCohort);
}

/** Writes what may change, as version + 1; false when somebody else was faster. */
export async function updateCohort(trx: Trx, cohort: Cohort): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('cohorts')
    .set({
      name: cohort.name,
      zone: cohort.zone,
      invite_code: cohort.inviteCode,
      invite_closed_at: cohort.inviteClosedAt,
      archived_at: cohort.archivedAt,
      version: cohort.version + 1,
    })
    .where('id', '=', cohort.id)
    .where('version', '=', cohort.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
