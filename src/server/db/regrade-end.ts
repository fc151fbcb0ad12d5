import { sql } from 'kysely';
import { forgetUnused } from './blobs.ts';
import type { Trx } from './open.ts';

/** Digests that one statement may name. */
const SOME = 1_000;

/**
 * Makes the shadow reports of these items count, all in the caller's transaction. A report that stands among the live ones
 * already (the grader or the exercise went back to what it was) is not written twice: it is applied again.
 */
export async function applyItems(
  trx: Trx,
  regradeId: string,
  attemptIds: readonly string[],
  at: number,
): Promise<void> {
  const chosen = sql`regrade_items.regrade_id = ${regradeId} and regrade_items.attempt_id in (select value from json_each(${JSON.stringify(attemptIds)}))`;
  await sql`
    insert into reports (id, attempt_id, grader_version, exercise_digest, outcome, score, report, created_at)
    select report_id, attempt_id, json_extract(report, '$.graderVersion'), json_extract(report, '$.exercise.digest'),
      new_outcome, new_score, report, ${at}
    from regrade_items where ${chosen}
    on conflict (attempt_id, grader_version, exercise_digest) do nothing`.execute(trx);
  await sql`
    insert into evidence (report_id, position, name, mime, width, height, alt, sha256)
    select regrade_items.report_id, kept.position, kept.name, kept.mime, kept.width, kept.height, kept.alt, kept.sha256
    from regrade_evidence as kept
    join regrade_items on regrade_items.regrade_id = kept.regrade_id and regrade_items.attempt_id = kept.attempt_id
    join reports on reports.id = regrade_items.report_id
    where ${chosen}`.execute(trx);
  await sql`
    insert into applied_reports (attempt_id, position, report_id, regrade_id, applied_at)
    select regrade_items.attempt_id,
      1 + coalesce((select max(position) from applied_reports as earlier where earlier.attempt_id = regrade_items.attempt_id), 0),
      reports.id, ${regradeId}, ${at}
    from regrade_items
    join reports on reports.attempt_id = regrade_items.attempt_id
      and reports.grader_version = json_extract(regrade_items.report, '$.graderVersion')
      and reports.exercise_digest = json_extract(regrade_items.report, '$.exercise.digest')
    where ${chosen}`.execute(trx);
  await sql`update regrade_items set applied_at = ${at} where ${chosen}`.execute(trx);
}

/** Ends a regrade; false when it has ended already. The shadow evidence goes, and of what was not applied the reports. */
export async function endRegrade(
  trx: Trx,
  id: string,
  how: 'applied' | 'dropped',
  by: string | null,
  at: number,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('regrades')
    .set(how === 'applied' ? { applied_at: at, applied_by: by } : { dropped_at: at, dropped_by: by })
    .where('id', '=', id)
    .where('applied_at', 'is', null)
    .where('dropped_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  const evidence = await trx
    .selectFrom('regrade_evidence')
    .select('sha256')
    .distinct()
    .where('regrade_id', '=', id)
    .orderBy('sha256')
    .execute();
  await trx.deleteFrom('regrade_evidence').where('regrade_id', '=', id).execute();
  await trx.updateTable('regrade_items').set({ report: null }).where('regrade_id', '=', id).execute();
  for (let from = 0; from < evidence.length; from += SOME)
    await forgetUnused(
      trx,
      evidence.slice(from, from + SOME).map(({ sha256 }) => sha256),
    );
  await sql`update jobs set cancelled_at = ${at} where subject in
    (select regrade_id || ':' || attempt_id from regrade_items where regrade_id = ${id}) and lease_token is null
    and done_at is null and dead_at is null and cancelled_at is null`.execute(trx);
  return true;
}
