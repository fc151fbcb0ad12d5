import { sql } from 'kysely';
import { withoutName, withoutNameInJson } from '#core/forget-name.ts';
import type { Trx } from './open.ts';

/** An id or an address belongs to one person; a name may be anybody's, or an ordinary word. */
async function namesOf(trx: Trx, learnerId: string): Promise<{ name: string; sure: string[] }> {
  const { name, email } = await trx
    .selectFrom('learners')
    .select(['email', 'name'])
    .where('id', '=', learnerId)
    .executeTakeFirstOrThrow();
  return { name, sure: [learnerId, ...(email === null ? [] : [email])] };
}

/**
 * Of entries about this person or their work, what was done stays: when, by whom, of what kind. Of entries about others
 * the rest stays as well; only where a sentence of their own classes names the person, the name goes.
 */
export async function forgetInAudit(trx: Trx, learnerId: string): Promise<void> {
  const { name, sure } = await namesOf(trx, learnerId);
  const says = sql<string>`coalesce(before, '') || ' ' || coalesce(after, '') || ' ' || coalesce(reason, '')`;
  await trx
    .updateTable('audit')
    .set({ before: null, after: null, reason: null })
    .where((entry) =>
      entry.or([
        entry('subject', '=', learnerId),
        ...sure.map((one) => sql<boolean>`instr(${says}, ${one}) > 0`),
        entry('subject', 'in', trx.selectFrom('attempts').select('id').where('learner_id', '=', learnerId)),
        // The only entries that name a second attempt.
        entry.and([
          entry('code', '=', 'pair.looked-at'),
          sql<boolean>`exists (select 1 from attempts where learner_id = ${learnerId} and instr(after, attempts.id) > 0)`,
        ]),
      ]),
    )
    .execute();
  await trx.updateTable('audit').set({ subject: '' }).where('subject', '=', learnerId).execute();
  const named = await trx
    .selectFrom('audit')
    .select(['id', 'before', 'after', 'reason'])
    .where((entry) =>
      entry.or([
        entry('cohort_id', 'is', null),
        entry(
          'cohort_id',
          'in',
          trx.selectFrom('cohort_members').select('cohort_id').where('learner_id', '=', learnerId),
        ),
      ]),
    )
    .where(sql<boolean>`instr(${says}, ${name}) > 0`)
    .orderBy('id')
    .execute();
  for (const { id, before, after, reason } of named)
    await trx
      .updateTable('audit')
      .set({
        before: before && withoutNameInJson(before, name),
        after: after && withoutNameInJson(after, name),
        reason: reason && withoutName(reason, name),
      })
      .where('id', '=', id)
      .execute();
}

/** What others were told of an attempt that is about to go; of a review or remark of theirs it stays that there is one. */
export async function forgetInNotices(trx: Trx, learnerId: string): Promise<void> {
  const { sure } = await namesOf(trx, learnerId);
  await trx
    .deleteFrom('notices')
    .where((notice) =>
      notice.or([
        ...sure.map((one) => sql<boolean>`instr(params, ${one}) > 0`),
        sql<boolean>`exists (select 1 from attempts where attempts.learner_id = ${learnerId}
          and (instr(notices.href, attempts.id) > 0 or instr(notices.params, attempts.id) > 0))`,
      ]),
    )
    .execute();
  await trx
    .updateTable('notices')
    .set({ params: sql<string>`json_set(params, '$.by', 'Somebody who has left')` })
    .where('code', 'in', ['reviewed', 'commented'])
    .where(sql<boolean>`json_extract(params, '$.by') = (select name from learners where id = ${learnerId})`)
    .where(
      sql<boolean>`exists (select 1 from audit where audit.actor_id = ${learnerId} and audit.code in ('review.done', 'comment.written')
        and notices.href = '/attempts/' || audit.subject)`,
    )
    .execute();
}
