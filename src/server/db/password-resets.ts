import type { Store, Trx } from './open.ts';

export async function insertReset(
  trx: Trx,
  learnerId: string,
  digest: string,
  expiresAt: number,
): Promise<void> {
  await trx
    .insertInto('password_resets')
    .values({ digest, learner_id: learnerId, expires_at: expiresAt, used_at: null })
    .execute();
}

/** The learner this link is for, while it is unused and in time. */
export async function openReset(store: Store, digest: string, now: number): Promise<string | null> {
  const row = await store.db
    .selectFrom('password_resets')
    .select('learner_id')
    .where('digest', '=', digest)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row?.learner_id ?? null;
}

/** Spends the link; false when somebody was faster. */
export async function spendReset(trx: Trx, digest: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('password_resets')
    .set({ used_at: now })
    .where('digest', '=', digest)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Spends every link of this learner that is still open. */
export async function closeResets(trx: Trx, learnerId: string, now: number): Promise<void> {
  await trx
    .updateTable('password_resets')
    .set({ used_at: now })
    .where('learner_id', '=', learnerId)
    .where('used_at', 'is', null)
    .execute();
}
