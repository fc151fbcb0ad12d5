import type { AuditLine, Lease } from '#core/review/types.ts';
import { among } from './among.ts';
import type { Db, Trx } from './open.ts';

export interface StoredReview {
  note: string;
  version: number;
  doneAt: number | null;
  /** Name of whoever finished it. */
  doneBy: string | null;
}

const UNTOUCHED: StoredReview = { note: '', version: 0, doneAt: null, doneBy: null };

/** The review of an attempt; an untouched one has version 0. */
export async function reviewOf(db: Db | Trx, attemptId: string): Promise<StoredReview> {
  const row = await db
    .selectFrom('reviews')
    .leftJoin('learners', 'learners.id', 'reviews.done_by')
    .select(['reviews.note', 'reviews.version', 'reviews.done_at', 'learners.name'])
    .where('attempt_id', '=', attemptId)
    .executeTakeFirst();
  return row ? { note: row.note, version: row.version, doneAt: row.done_at, doneBy: row.name } : UNTOUCHED;
}

/** Writes note and end of the review and moves its version on. */
export async function putReview(
  trx: Trx,
  attemptId: string,
  review: { note: string; version: number; doneAt: number | null; doneBy: string | null },
): Promise<void> {
  const values = {
    note: review.note,
    version: review.version,
    done_at: review.doneAt,
    done_by: review.doneBy,
  };
  await trx
    .insertInto('reviews')
    .values({ attempt_id: attemptId, ...values })
    .onConflict((conflict) => conflict.column('attempt_id').doUpdateSet(values))
    .execute();
}

/** Moves the version on: whoever has the review open is to see what has changed before they save. */
export async function moveReview(trx: Trx, attemptId: string): Promise<void> {
  await trx
    .insertInto('reviews')
    .values({ attempt_id: attemptId, note: '', version: 1, done_at: null, done_by: null })
    .onConflict((conflict) =>
      conflict.column('attempt_id').doUpdateSet((row) => ({ version: row('reviews.version', '+', 1) })),
    )
    .execute();
}

/** Leases as they stand in the rows, those that have run out too. */
export async function leasesOf(db: Db | Trx, attemptIds: readonly string[]): Promise<Map<string, Lease>> {
  if (attemptIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('review_leases')
    .innerJoin('learners', 'learners.id', 'review_leases.holder_id')
    .select(['attempt_id', 'holder_id', 'learners.name', 'until'])
    .where('attempt_id', 'in', among(attemptIds))
    .orderBy('attempt_id')
    .execute();
  return new Map(
    rows.map((row) => [row.attempt_id, { holderId: row.holder_id, holder: row.name, until: row.until }]),
  );
}

export async function putLease(
  trx: Trx,
  attemptId: string,
  { holderId, takenAt, until }: { holderId: string; takenAt: number; until: number },
): Promise<void> {
  const values = { holder_id: holderId, taken_at: takenAt, until };
  await trx
    .insertInto('review_leases')
    .values({ attempt_id: attemptId, ...values })
    .onConflict((conflict) => conflict.column('attempt_id').doUpdateSet(values))
    .execute();
}

/** Hands an attempt back; only its holder can. */
export async function removeLease(trx: Trx, attemptId: string, holderId: string): Promise<void> {
  await trx
    .deleteFrom('review_leases')
    .where('attempt_id', '=', attemptId)
    .where('holder_id', '=', holderId)
    .execute();
}

/** Who changed what about one thing, newest first. */
export async function auditOfSubject(db: Db | Trx, subject: string): Promise<AuditLine[]> {
  const rows = await db
    .selectFrom('audit')
    .leftJoin('learners', 'learners.id', 'audit.actor_id')
    .select(['audit.at', 'learners.name', 'audit.code', 'audit.before', 'audit.after', 'audit.reason'])
    .where('audit.subject', '=', subject)
    .orderBy('audit.at', 'desc')
    .orderBy('audit.id', 'desc')
    .execute();
  return rows.map((row) => ({
    at: row.at,
    who: row.name,
    code: row.code,
    before: row.before === null ? null : (JSON.parse(row.before) as unknown),
    after: row.after === null ? null : (JSON.parse(row.after) as unknown),
    reason: row.reason,
  }));
}
