import { sql } from 'kysely';
import { forgetUnused } from './blobs.ts';
import { forgetInAudit, forgetInNotices } from './forget-person.ts';
import type { Trx } from './open.ts';

/** As many digests as one statement names. */
const AT_ONCE = 5_000;

/** What lay outside the rows and goes after the transaction. */
export interface Erased {
  /** Pieces of the portfolio, of which public copies are drawn. */
  pieces: string[];
  attempts: number;
}

/**
 * Removes an account with everything that is its own: attempts with files, reports, evidence and jobs, answers, pictures of
 * the lab, portfolio, memberships; the rest goes with the row of the learner, or loses the name (see `FATES` in the tests).
 * Bytes that nothing names any more go with the next sweep. Certificates keep their place in the status list and nothing
 * else, what was said for others stays without a name, and the audit keeps what was done, not to whom.
 */
export async function eraseLearner(trx: Trx, learnerId: string): Promise<Erased> {
  const digests = await digestsOf(trx, learnerId);
  const pieces = await trx
    .selectFrom('portfolio_pieces')
    .select('id')
    .where('learner_id', '=', learnerId)
    .orderBy('id')
    .execute();
  await forgetInAudit(trx, learnerId);
  await forgetInNotices(trx, learnerId);
  const certificates = trx.selectFrom('certificates').select('id').where('learner_id', '=', learnerId);
  await trx.deleteFrom('certificate_pieces').where('certificate_id', 'in', certificates).execute();
  await trx
    .updateTable('certificates')
    .set((row) => ({
      document: '',
      // A reason may say of whom it is; that there was one has to stay.
      revoked_reason: row.case().when('revoked_at', 'is not', null).then('').else(null).end(),
    }))
    .where('learner_id', '=', learnerId)
    .execute();

  const attempts = trx.selectFrom('attempts').select('id').where('learner_id', '=', learnerId);
  const reports = trx.selectFrom('reports').select('id').where('attempt_id', 'in', attempts);
  const runs = trx.selectFrom('lab_runs').select('id').where('learner_id', '=', learnerId);
  await trx
    .deleteFrom('jobs')
    .where((job) =>
      job.or([
        job('subject', 'in', attempts),
        job('subject', 'in', runs),
        job('subject', 'in', shadowsOf(learnerId)),
      ]),
    )
    .execute();
  await trx.deleteFrom('evidence').where('report_id', 'in', reports).execute();
  await trx.deleteFrom('reports').where('attempt_id', 'in', attempts).execute();
  await trx.deleteFrom('attempt_files').where('attempt_id', 'in', attempts).execute();
  const { numDeletedRows } = await trx
    .deleteFrom('attempts')
    .where('learner_id', '=', learnerId)
    .executeTakeFirst();
  await trx.deleteFrom('check_answers').where('learner_id', '=', learnerId).execute();
  await trx.deleteFrom('learners').where('id', '=', learnerId).execute();
  for (let from = 0; from < digests.length; from += AT_ONCE)
    await forgetUnused(trx, digests.slice(from, from + AT_ONCE));
  return { pieces: pieces.map(({ id }) => id), attempts: Number(numDeletedRows) };
}

/** Subjects of jobs that look at an attempt again: for a regrade, or for its edit. */
const shadowsOf = (learnerId: string) => sql<string>`
  (select 'edit:' || id from attempts where learner_id = ${learnerId}
    union all select items.regrade_id || ':' || items.attempt_id from regrade_items as items
      join attempts on attempts.id = items.attempt_id where attempts.learner_id = ${learnerId})`;

/** Every file that is named for this learner alone or among others. */
async function digestsOf(trx: Trx, id: string): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select f.sha256 from attempt_files f join attempts a on a.id = f.attempt_id where a.learner_id = ${id}
    union select e.sha256 from evidence e join reports r on r.id = e.report_id join attempts a on a.id = r.attempt_id
      where a.learner_id = ${id}
    union select e.sha256 from regrade_evidence e join attempts a on a.id = e.attempt_id where a.learner_id = ${id}
    union select p.sha256 from lab_pictures p join lab_runs l on l.id = p.run_id
      where l.learner_id = ${id} and p.sha256 is not null
    union select p.shown_sha256 from lab_pictures p join lab_runs l on l.id = p.run_id
      where l.learner_id = ${id} and p.shown_sha256 is not null
    union select sha256 from portfolio_pieces where learner_id = ${id} and sha256 is not null
    order by 1`.execute(trx);
  return rows.map((row) => row.sha256);
}
