import { sql } from 'kysely';
import type { JobFacts } from '#core/attempt-status.ts';
import { among } from './among.ts';
import type { Db, Trx } from './open.ts';

export interface AttemptJob extends JobFacts {
  phase: string | null;
  errorCode: string | null;
}

/** The newest job about each attempt. */
export async function jobsOf(db: Db | Trx, attemptIds: readonly string[]): Promise<Map<string, AttemptJob>> {
  if (attemptIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('jobs')
    .selectAll()
    .where('subject', 'in', among(attemptIds))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return new Map(
    rows.map((row) => [
      row.subject,
      {
        leased: row.lease_token !== null,
        doneAt: row.done_at,
        deadAt: row.dead_at,
        cancelledAt: row.cancelled_at,
        phase: row.phase,
        errorCode: row.error_code,
      },
    ]),
  );
}

/** How many waiting jobs stand before the one about this attempt. */
export async function positionOf(db: Db | Trx, attemptId: string): Promise<number> {
  const { rows } = await sql<{ ahead: number }>`
    select count(*) as ahead from jobs as other join jobs as own on own.subject = ${attemptId} and other.kind = own.kind
    where own.done_at is null and own.dead_at is null and own.cancelled_at is null
      and other.done_at is null and other.dead_at is null and other.cancelled_at is null and other.lease_token is null
      and (other.priority > own.priority or (other.priority = own.priority
        and (other.run_at, other.created_at, other.id) < (own.run_at, own.created_at, own.id)))
  `.execute(db);
  return rows[0]?.ahead ?? 0;
}
