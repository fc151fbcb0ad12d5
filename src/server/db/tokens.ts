import type { Learner } from '#core/types.ts';
import { toLearner } from './learners.ts';
import type { Db, Trx } from './open.ts';

/** How stale `last_used_at` may be: not every request writes. */
const USE_NOTED_EVERY = 60_000;

export interface Token {
  id: string;
  label: string;
  createdAt: number;
  lastUsedAt: number | null;
}

export async function insertToken(
  trx: Trx,
  token: { id: string; learnerId: string; label: string; digest: string; createdAt: number },
): Promise<void> {
  const { id, learnerId, label, digest, createdAt } = token;
  await trx
    .insertInto('tokens')
    .values({ id, learner_id: learnerId, label, digest, created_at: createdAt, last_used_at: null })
    .execute();
}

export async function tokensOf(db: Db | Trx, learnerId: string): Promise<Token[]> {
  const rows = await db
    .selectFrom('tokens')
    .select(['id', 'label', 'created_at', 'last_used_at'])
    .where('learner_id', '=', learnerId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }));
}

export async function tokenExists(trx: Trx, id: string): Promise<boolean> {
  return (await trx.selectFrom('tokens').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

export async function deleteToken(db: Db, learnerId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('tokens')
    .where('id', '=', id)
    .where('learner_id', '=', learnerId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

export async function deleteTokensOf(trx: Trx, learnerId: string): Promise<void> {
  await trx.deleteFrom('tokens').where('learner_id', '=', learnerId).execute();
}

export async function learnerByToken(db: Db, digest: string, now: number): Promise<Learner | null> {
  const row = await db
    .selectFrom('tokens')
    .innerJoin('learners', 'learners.id', 'tokens.learner_id')
    .selectAll('learners')
    .select(['tokens.id as token_id', 'tokens.last_used_at'])
    .where('tokens.digest', '=', digest)
    .executeTakeFirst();
  if (!row) return null;
  if (now - (row.last_used_at ?? 0) > USE_NOTED_EVERY) {
    await db.updateTable('tokens').set({ last_used_at: now }).where('id', '=', row.token_id).execute();
  }
  return toLearner(row);
}
