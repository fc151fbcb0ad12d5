import { sql } from 'kysely';
import { z } from 'zod';
import type { Learner } from '#core/types.ts';
import { among } from './among.ts';
import type { Db, Trx } from './open.ts';
import type { LearnerRow } from './schema.ts';

export const Role = z.enum(['learner', 'reviewer', 'instructor', 'owner']);
export type Role = z.infer<typeof Role>;

export const toLearner = (row: LearnerRow): Learner => ({
  id: row.id,
  name: row.name,
  email: row.email,
  guest: row.email === null,
  role: Role.parse(row.role),
  createdAt: row.created_at,
});

export async function learnerById(db: Db | Trx, id: string): Promise<Learner | null> {
  const row = await db.selectFrom('learners').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toLearner(row) : null;
}

export async function learnersByIds(db: Db | Trx, ids: readonly string[]): Promise<Map<string, Learner>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('learners')
    .selectAll()
    .where('id', 'in', among(ids))
    .orderBy('id')
    .execute();
  return new Map(rows.map((row) => [row.id, toLearner(row)]));
}

/** The learner with this normalised e-mail and the password's hash. */
export async function learnerByEmail(
  db: Db | Trx,
  email: string,
): Promise<{ learner: Learner; passwordHash: string | null } | null> {
  const row = await db
    .selectFrom('learners')
    .leftJoin('credentials', 'credentials.learner_id', 'learners.id')
    .selectAll('learners')
    .select('credentials.password_hash')
    .where('email', '=', email)
    .executeTakeFirst();
  return row ? { learner: toLearner(row), passwordHash: row.password_hash } : null;
}

export async function insertLearner(trx: Trx, learner: Learner): Promise<void> {
  const { id, name, email, role, createdAt } = learner;
  await trx.insertInto('learners').values({ id, name, email, role, created_at: createdAt }).execute();
}

/** A guest becomes an account under the same id; false when there is no such guest any more. */
export async function nameGuest(trx: Trx, id: string, name: string, email: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('learners')
    .set({ name, email })
    .where('id', '=', id)
    .where('email', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Who owns now what this learner sends: the learner, or the account their work as a guest went to; null when gone. */
export async function ownerOf(trx: Trx, learnerId: string): Promise<string | null> {
  if (await learnerById(trx, learnerId)) return learnerId;
  const merged = await trx
    .selectFrom('merged_guests')
    .select('account_id')
    .where('guest_id', '=', learnerId)
    .executeTakeFirst();
  return merged?.account_id ?? null;
}

/** Forgets where guests went who signed in before `before`: nothing of theirs is on its way any more. */
export async function forgetMergedGuests(trx: Trx, before: number): Promise<void> {
  await trx.deleteFrom('merged_guests').where('merged_at', '<', before).execute();
}

/** Removes guests from before `before` who have neither sent nor answered anything. Returns how many. */
export async function removeUnusedGuests(trx: Trx, before: number): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom('learners')
    .where('email', 'is', null)
    .where('created_at', '<', before)
    .where(sql<boolean>`not exists (select 1 from attempts where attempts.learner_id = learners.id)`)
    .where(
      sql<boolean>`not exists (select 1 from check_answers where check_answers.learner_id = learners.id)`,
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export async function setDetails(
  trx: Trx,
  id: string,
  { name, email }: { name: string; email: string },
): Promise<void> {
  await trx.updateTable('learners').set({ name, email }).where('id', '=', id).execute();
}

/** Whether the school has an owner. */
export async function anyOwner(db: Db | Trx): Promise<boolean> {
  const row = await db
    .selectFrom('learners')
    .select('id')
    .where('role', '=', 'owner')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function setRole(trx: Trx, id: string, role: Learner['role']): Promise<void> {
  await trx.updateTable('learners').set({ role }).where('id', '=', id).execute();
}

export async function passwordHashOf(db: Db | Trx, learnerId: string): Promise<string | null> {
  const row = await db
    .selectFrom('credentials')
    .select('password_hash')
    .where('learner_id', '=', learnerId)
    .executeTakeFirst();
  return row?.password_hash ?? null;
}

export async function setPassword(
  trx: Trx,
  learnerId: string,
  passwordHash: string,
  at: number,
): Promise<void> {
  await trx
    .insertInto('credentials')
    .values({ learner_id: learnerId, password_hash: passwordHash, changed_at: at })
    .onConflict((conflict) =>
      conflict.column('learner_id').doUpdateSet({ password_hash: passwordHash, changed_at: at }),
    )
    .execute();
}

/**
 * Everything the guest did goes over to the account; where both answered a question, the account's answer stays. Nothing
 * happens when the guest has become an account meanwhile, or has gone over already.
 */
export async function mergeGuest(trx: Trx, guestId: string, accountId: string, at: number): Promise<void> {
  if (!(await learnerById(trx, guestId))?.guest) return;
  await trx
    .updateTable('attempts')
    .set({ learner_id: accountId })
    .where('learner_id', '=', guestId)
    .execute();
  const answered = trx
    .selectFrom('check_answers')
    .select(['lesson', 'question'])
    .where('learner_id', '=', accountId);
  const both = await answered.execute();
  for (const { lesson, question } of both) {
    await trx
      .deleteFrom('check_answers')
      .where('learner_id', '=', guestId)
      .where('lesson', '=', lesson)
      .where('question', '=', question)
      .execute();
  }
  await trx
    .updateTable('check_answers')
    .set({ learner_id: accountId })
    .where('learner_id', '=', guestId)
    .execute();
  await trx.deleteFrom('learners').where('id', '=', guestId).where('email', 'is', null).execute();
  await trx
    .insertInto('merged_guests')
    .values({ guest_id: guestId, account_id: accountId, merged_at: at })
    .execute();
}

/** Names of these people by id; who is gone is left out. */
export async function namesOf(db: Db | Trx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('learners')
    .select(['id', 'name'])
    .where('id', 'in', among(ids))
    .orderBy('id')
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
