import { z } from 'zod';
import { NOTICE_CODES, type Notice, type NoticeCode } from '#core/notices/types.ts';
import { newId } from '../ids.ts';
import type { Db, Trx } from './open.ts';
import type { Selectable } from 'kysely';
import type { NoticeRow } from './schema-notices.ts';

const Code = z.enum(NOTICE_CODES);
const Params = z.record(z.string(), z.string());

export interface NewNotice {
  learnerId: string;
  code: NoticeCode;
  params: Record<string, string>;
  href: string;
  at: number;
  /** The same key again tells nothing new. */
  dedupeKey?: string;
}

/** How long somebody has to see it on the site before it goes out by e-mail. */
const MAIL_AFTER_MS = 3 * 60_000;

/** Written in the transaction of what it tells of. */
export async function notify(trx: Trx, notice: NewNotice): Promise<void> {
  const { learnerId, code, params, href, at, dedupeKey } = notice;
  await trx
    .insertInto('notices')
    .values({
      id: newId(),
      learner_id: learnerId,
      code,
      params: JSON.stringify(params),
      href,
      dedupe_key: dedupeKey ?? null,
      at,
      mail_from: at + MAIL_AFTER_MS,
    })
    .onConflict((conflict) => conflict.columns(['learner_id', 'dedupe_key']).doNothing())
    .execute();
}

const noticeOf = (row: Selectable<NoticeRow>): Notice => ({
  id: row.id,
  code: Code.parse(row.code),
  params: Params.parse(JSON.parse(row.params)),
  href: row.href,
  at: row.at,
  readAt: row.read_at,
});

/** Newest first. */
export async function noticesOf(db: Db, learnerId: string, most: number): Promise<Notice[]> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .where('learner_id', '=', learnerId)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map(noticeOf);
}

export async function unreadCount(db: Db, learnerId: string): Promise<number> {
  const row = await db
    .selectFrom('notices')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('learner_id', '=', learnerId)
    .where('read_at', 'is', null)
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** Those of this page, or all; what was read before keeps its time. */
export async function markRead(
  trx: Trx,
  learnerId: string,
  at: number,
  only: { href?: string; id?: string } = {},
): Promise<void> {
  let query = trx
    .updateTable('notices')
    .set({ read_at: at })
    .where('learner_id', '=', learnerId)
    .where('read_at', 'is', null);
  if (only.href !== undefined) query = query.where('href', '=', only.href);
  if (only.id !== undefined) query = query.where('id', '=', only.id);
  await query.execute();
}

export interface MailDue extends Notice {
  learnerId: string;
  tries: number;
}

/** Unread notices that may go out by now, oldest first. */
export async function mailDue(db: Db | Trx, now: number, mostTries: number): Promise<MailDue[]> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .where('mail_from', '<=', now)
    .where('mailed_at', 'is', null)
    .where('read_at', 'is', null)
    .where('mail_tries', '<', mostTries)
    .where(({ eb, or }) => or([eb('mail_lease', 'is', null), eb('mail_lease', '<', now)]))
    .orderBy('at')
    .orderBy('id')
    .limit(500)
    .execute();
  return rows.map((row) => ({ ...noticeOf(row), learnerId: row.learner_id, tries: row.mail_tries }));
}

/** Takes these for sending until `until`; returns those that nobody else has taken meanwhile. */
export async function leaseMail(
  trx: Trx,
  ids: readonly string[],
  now: number,
  until: number,
): Promise<string[]> {
  const taken: string[] = [];
  for (const id of ids) {
    const { numUpdatedRows } = await trx
      .updateTable('notices')
      .set(({ eb }) => ({ mail_lease: until, mail_tries: eb('mail_tries', '+', 1) }))
      .where('id', '=', id)
      .where('mailed_at', 'is', null)
      .where(({ eb, or }) => or([eb('mail_lease', 'is', null), eb('mail_lease', '<', now)]))
      .executeTakeFirst();
    if (numUpdatedRows === 1n) taken.push(id);
  }
  return taken;
}

export async function markMailed(trx: Trx, ids: readonly string[], at: number): Promise<void> {
  if (ids.length === 0) return;
  await trx.updateTable('notices').set({ mailed_at: at, mail_lease: null }).where('id', 'in', ids).execute();
}

/** Not by e-mail at all, or not before this moment. */
export async function putOffMail(trx: Trx, ids: readonly string[], until: number | null): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('notices')
    .set({ mail_from: until, mail_lease: null })
    .where('id', 'in', ids)
    .execute();
}

/** Forgets what was told before. */
export async function forgetNotices(trx: Trx, before: number): Promise<number> {
  const { numDeletedRows } = await trx.deleteFrom('notices').where('at', '<', before).executeTakeFirst();
  return Number(numDeletedRows);
}
