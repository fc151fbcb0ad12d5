import type { Db, Trx } from './open.ts';
import type { AuditRow } from './schema-cohorts.ts';

/** One thing that somebody with rights over others did. */
export interface AuditEntry {
  id: string;
  at: number;
  /** Null: the command line. */
  actorId: string | null;
  cohortId: string | null;
  /** `<thing>.<what was done>`, e.g. `override.added`. */
  code: string;
  /** The id of what was changed. */
  subject: string;
  before?: unknown;
  after?: unknown;
  reason?: string;
}

/** Written in the transaction of what it tells of. Entries are only ever added. */
export async function recordAudit(trx: Trx, entry: AuditEntry): Promise<void> {
  const { id, at, actorId, cohortId, code, subject, before, after, reason } = entry;
  await trx
    .insertInto('audit')
    .values({
      id,
      at,
      actor_id: actorId,
      cohort_id: cohortId,
      code,
      subject,
      before: before === undefined ? null : JSON.stringify(before),
      after: after === undefined ? null : JSON.stringify(after),
      reason: reason ?? null,
    })
    .execute();
}

/** What was done in a cohort, newest first, with the name of whoever did it. */
export function auditOf(
  db: Db | Trx,
  cohortId: string,
  most: number,
): Promise<(AuditRow & { actor: string | null })[]> {
  return db
    .selectFrom('audit')
    .leftJoin('learners', 'learners.id', 'audit.actor_id')
    .selectAll('audit')
    .select('learners.name as actor')
    .where('audit.cohort_id', '=', cohortId)
    .orderBy('audit.at', 'desc')
    .orderBy('audit.id')
    .limit(most)
    .execute();
}
