import type { Appeal } from '#core/review/types.ts';
import type { Db, Trx } from './open.ts';
import type { AppealRow } from './schema-review.ts';

function stateOf(row: AppealRow): Appeal['state'] {
  if (row.withdrawn_at !== null) return 'withdrawn';
  if (row.answered_at === null) return 'open';
  return row.accepted === 1 ? 'accepted' : 'declined';
}

/** Appeals from the result of an attempt, oldest first. */
export async function appealsOf(db: Db | Trx, attemptId: string): Promise<Appeal[]> {
  const rows = await db
    .selectFrom('appeals')
    .leftJoin('learners', 'learners.id', 'appeals.answered_by')
    .selectAll('appeals')
    .select('learners.name as answerer')
    .where('attempt_id', '=', attemptId)
    .orderBy('made_at')
    .orderBy('appeals.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    criterion: row.criterion,
    reason: row.reason,
    consent: row.consent === 1,
    madeAt: row.made_at,
    state: stateOf(row),
    answer: row.answer,
    answeredBy: row.answerer,
    answeredAt: row.answered_at,
  }));
}

export async function insertAppeal(
  trx: Trx,
  attemptId: string,
  appeal: Pick<Appeal, 'id' | 'criterion' | 'reason' | 'consent' | 'madeAt'>,
): Promise<void> {
  await trx
    .insertInto('appeals')
    .values({
      id: appeal.id,
      attempt_id: attemptId,
      criterion: appeal.criterion,
      reason: appeal.reason,
      consent: appeal.consent ? 1 : 0,
      made_at: appeal.madeAt,
      withdrawn_at: null,
      answered_at: null,
      answered_by: null,
      accepted: null,
      answer: null,
    })
    .execute();
}

const open = (trx: Trx, attemptId: string, id: string) =>
  trx
    .updateTable('appeals')
    .where('id', '=', id)
    .where('attempt_id', '=', attemptId)
    .where('withdrawn_at', 'is', null)
    .where('answered_at', 'is', null);

/** False: it was answered or taken back meanwhile. */
export async function withdrawAppeal(trx: Trx, attemptId: string, id: string, at: number): Promise<boolean> {
  const { numUpdatedRows } = await open(trx, attemptId, id).set({ withdrawn_at: at }).executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** False: it was answered or taken back meanwhile. */
export async function answerAppeal(
  trx: Trx,
  attemptId: string,
  id: string,
  { accepted, answer, by, at }: { accepted: boolean; answer: string; by: string; at: number },
): Promise<boolean> {
  const { numUpdatedRows } = await open(trx, attemptId, id)
    .set({ accepted: accepted ? 1 : 0, answer, answered_by: by, answered_at: at })
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
