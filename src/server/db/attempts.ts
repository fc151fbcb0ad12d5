import { sql } from 'kysely';
import type { AttemptFile } from '#core/types.ts';
import { among } from './among.ts';
import { nameBlobs } from './blobs.ts';
import type { Db, Trx } from './open.ts';
import type { AttemptRow } from './schema.ts';

export interface NewAttempt {
  id: string;
  learnerId: string;
  exerciseId: string;
  exerciseSlug: string;
  receivedAt: number;
  /** When its first byte came. */
  arrivedAt: number;
  files: AttemptFile[];
}

export async function insertAttempt(trx: Trx, attempt: NewAttempt): Promise<void> {
  const { id, learnerId, exerciseId, exerciseSlug, receivedAt, arrivedAt, files } = attempt;
  await nameBlobs(trx, files, receivedAt);
  await trx
    .insertInto('attempts')
    .values({
      id,
      learner_id: learnerId,
      exercise_id: exerciseId,
      exercise_slug: exerciseSlug,
      received_at: receivedAt,
      arrived_at: arrivedAt,
    })
    .execute();
  const rows = files.map((file, position) => ({ attempt_id: id, position, ...file }));
  await trx.insertInto('attempt_files').values(rows).execute();
}

export async function attemptById(db: Db | Trx, id: string): Promise<AttemptRow | null> {
  return (await db.selectFrom('attempts').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function attemptsByIds(db: Db | Trx, ids: readonly string[]): Promise<AttemptRow[]> {
  if (ids.length === 0) return [];
  return db.selectFrom('attempts').selectAll().where('id', 'in', among(ids)).orderBy('id').execute();
}

/** Newest first. */
export async function attemptsOf(
  db: Db | Trx,
  learnerId: string,
  exerciseId?: string,
): Promise<AttemptRow[]> {
  let query = db.selectFrom('attempts').selectAll().where('learner_id', '=', learnerId);
  if (exerciseId !== undefined) query = query.where('exercise_id', '=', exerciseId);
  return query.orderBy('received_at', 'desc').orderBy('id').execute();
}

export async function filesOf(
  db: Db | Trx,
  attemptIds: readonly string[],
): Promise<Map<string, AttemptFile[]>> {
  const files = new Map<string, AttemptFile[]>(attemptIds.map((id) => [id, []]));
  if (attemptIds.length === 0) return files;
  const rows = await db
    .selectFrom('attempt_files')
    .selectAll()
    .where('attempt_id', 'in', among(attemptIds))
    .orderBy('attempt_id')
    .orderBy('position')
    .execute();
  for (const { attempt_id: id, name, sha256, bytes } of rows) files.get(id)?.push({ name, sha256, bytes });
  return files;
}

/** The latest attempt of this learner at this exercise with the very same files, in whatever order. */
export async function sameUpload(
  db: Db | Trx,
  upload: { learnerId: string; exerciseId: string; files: readonly AttemptFile[] },
): Promise<{ id: string; receivedAt: number } | null> {
  const rows = await db
    .selectFrom('attempts')
    .innerJoin('attempt_files', 'attempt_files.attempt_id', 'attempts.id')
    .select(['attempts.id', 'attempts.received_at'])
    .distinct()
    .where('attempts.learner_id', '=', upload.learnerId)
    .where('attempts.exercise_id', '=', upload.exerciseId)
    .where('attempt_files.sha256', '=', upload.files[0]!.sha256)
    .orderBy('attempts.received_at', 'desc')
    .orderBy('attempts.id')
    .execute();
  const files = await filesOf(
    db,
    rows.map(({ id }) => id),
  );
  const wanted = digestsOf(upload.files);
  const same = rows.find(({ id }) => digestsOf(files.get(id) ?? []) === wanted);
  return same ? { id: same.id, receivedAt: same.received_at } : null;
}

const digestsOf = (files: readonly AttemptFile[]): string =>
  files
    .map(({ sha256 }) => sha256)
    .sort()
    .join();

/** When this learner's attempts after `since` and up to `until` arrived, oldest first. */
export async function arrivalsBetween(
  db: Db | Trx,
  learnerId: string,
  since: number,
  until: number,
): Promise<number[]> {
  const rows = await db
    .selectFrom('attempts')
    .select('received_at')
    .where('learner_id', '=', learnerId)
    .where('received_at', '>', since)
    .where('received_at', '<=', until)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.received_at);
}

/** Attempts of this learner whose job waits or runs. */
export async function unfinishedOf(
  db: Db | Trx,
  learnerId: string,
): Promise<{ id: string; exerciseId: string; arrivedAt: number; leased: boolean }[]> {
  const rows = await db
    .selectFrom('attempts')
    .innerJoin('jobs', 'jobs.subject', 'attempts.id')
    .select(['attempts.id', 'attempts.exercise_id', 'attempts.arrived_at', 'jobs.lease_token'])
    .where('attempts.learner_id', '=', learnerId)
    .where(sql<boolean>`jobs.done_at is null and jobs.dead_at is null and jobs.cancelled_at is null`)
    .orderBy('attempts.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    exerciseId: row.exercise_id,
    arrivedAt: row.arrived_at,
    leased: row.lease_token !== null,
  }));
}

/** When the newest attempt arrived; null when there is none. */
export async function latestArrival(db: Db): Promise<number | null> {
  const row = await db
    .selectFrom('attempts')
    .select('received_at')
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.received_at ?? null;
}

/** Those of these attempts whose job waits or runs. */
export async function unfinishedAmong(db: Db, attemptIds: readonly string[]): Promise<string[]> {
  if (attemptIds.length === 0) return [];
  const rows = await db
    .selectFrom('jobs')
    .select('subject')
    .where('subject', 'in', among(attemptIds))
    .where(sql<boolean>`done_at is null and dead_at is null and cancelled_at is null`)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.subject);
}

/** Attempts with neither a report nor a job that waits, runs, died or was superseded: the queue has forgotten them. */
export async function forgottenAttempts(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('attempts')
    .select('attempts.id')
    .where(sql<boolean>`not exists (select 1 from reports where reports.attempt_id = attempts.id)`)
    .where(
      sql<boolean>`not exists (select 1 from jobs where jobs.subject = attempts.id and jobs.done_at is null)`,
    )
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}
