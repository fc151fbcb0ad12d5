import type { Db, Trx } from './open.ts';

/** When this account will be deleted; null: nobody has asked. */
export async function deletionDue(db: Db | Trx, learnerId: string): Promise<number | null> {
  const row = await db
    .selectFrom('account_deletions')
    .select('due_at')
    .where('learner_id', '=', learnerId)
    .executeTakeFirst();
  return row?.due_at ?? null;
}

/** Asking a second time changes nothing: the first day stands. */
export async function askDeletion(trx: Trx, learnerId: string, at: number, dueAt: number): Promise<void> {
  await trx
    .insertInto('account_deletions')
    .values({ learner_id: learnerId, asked_at: at, due_at: dueAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function withdrawDeletion(db: Db | Trx, learnerId: string): Promise<void> {
  await db.deleteFrom('account_deletions').where('learner_id', '=', learnerId).execute();
}

/** Accounts whose time has come, the earliest first. */
export async function dueDeletions(db: Db, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('account_deletions')
    .select('learner_id')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('learner_id')
    .execute();
  return rows.map((row) => row.learner_id);
}

/** Whether somebody else owns the school as well, whose account is to stay. */
export async function ownedByOthers(db: Db | Trx, learnerId: string): Promise<boolean> {
  const row = await db
    .selectFrom('learners')
    .select('id')
    .where('role', '=', 'owner')
    .where('id', '<>', learnerId)
    .where('id', 'not in', (leaving) => leaving.selectFrom('account_deletions').select('learner_id'))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
