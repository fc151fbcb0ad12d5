import { sql } from 'kysely';
import { forgetUnused } from './blobs.ts';
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
  await trx.updateTable('certificates').set({ document: '' }).where('learner_id', '=', learnerId).execute();

  const attempts = trx.selectFrom('attempts').select('id').where('learner_id', '=', learnerId);
  const reports = trx.selectFrom('reports').select('id').where('attempt_id', 'in', attempts);
  const runs = trx.selectFrom('lab_runs').select('id').where('learner_id', '=', learnerId);
  await trx
    .deleteFrom('jobs')
    .where((job) => job.or([job('subject', 'in', attempts), job('subject', 'in', runs)]))
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

/** How a person may be named in JSON: as part of a text by id and address, as a whole value by name. */
async function namesOf(trx: Trx, learnerId: string): Promise<{ name: string; json: string[] }> {
  const { name, email } = await trx
    .selectFrom('learners')
    .select(['email', 'name'])
    .where('id', '=', learnerId)
    .executeTakeFirstOrThrow();
  return { name, json: [learnerId, ...(email === null ? [] : [email]), JSON.stringify(name)] };
}

/** Of entries that are about this person, or name them, what was done stays: when, by whom, of what kind. */
async function forgetInAudit(trx: Trx, learnerId: string): Promise<void> {
  const { name, json } = await namesOf(trx, learnerId);
  const facts = sql<string>`coalesce(before, '') || ' ' || coalesce(after, '')`;
  const reason = sql<string>`coalesce(reason, '')`;
  await trx
    .updateTable('audit')
    .set({ before: null, after: null, reason: null })
    .where((entry) =>
      entry.or([
        entry('subject', '=', learnerId),
        ...json.map((one) => sql<boolean>`instr(${facts}, ${one}) > 0`),
        ...[...json, name].map((one) => sql<boolean>`instr(${reason}, ${one}) > 0`),
      ]),
    )
    .execute();
  await trx.updateTable('audit').set({ subject: '' }).where('subject', '=', learnerId).execute();
}

/** What others were told of this person, or of an attempt that is about to go. */
async function forgetInNotices(trx: Trx, learnerId: string): Promise<void> {
  const { json } = await namesOf(trx, learnerId);
  await trx
    .deleteFrom('notices')
    .where((notice) =>
      notice.or([
        ...json.map((one) => sql<boolean>`instr(params, ${one}) > 0`),
        sql<boolean>`exists (select 1 from attempts where attempts.learner_id = ${learnerId}
          and (instr(notices.href, attempts.id) > 0 or instr(notices.params, attempts.id) > 0))`,
      ]),
    )
    .execute();
}
