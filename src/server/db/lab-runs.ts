import { sql } from 'kysely';
import type { LabSettings } from '#core/lab.ts';
import type { Db, Trx } from './open.ts';
import type { LabRunRow } from './schema.ts';

export interface NewRun {
  id: string;
  learnerId: string;
  exerciseId: string;
  generator: string;
  askedAt: number;
  /** One for each picture wished. */
  settings: LabSettings[];
}

const open = sql<boolean>`done_at is null and failed_at is null and cancelled_at is null`;

export async function insertRun(trx: Trx, run: NewRun): Promise<void> {
  const { id, learnerId, exerciseId, generator, askedAt, settings } = run;
  await trx
    .insertInto('lab_runs')
    .values({
      id,
      learner_id: learnerId,
      exercise_id: exerciseId,
      generator,
      asked_at: askedAt,
      cancel_asked_at: null,
      done_at: null,
      failed_at: null,
      cancelled_at: null,
      problem: null,
    })
    .execute();
  await trx
    .insertInto('lab_pictures')
    .values(
      settings.map((one, position) => ({
        run_id: id,
        position,
        settings: JSON.stringify(one),
        ticket: null,
        sent_at: null,
        stored_at: null,
        lost_at: null,
        name: null,
        sha256: null,
        bytes: null,
        width: null,
        height: null,
        shown_sha256: null,
      })),
    )
    .execute();
}

export async function runById(db: Db | Trx, id: string): Promise<LabRunRow | null> {
  return (await db.selectFrom('lab_runs').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The newest ones first. */
export async function runsOf(
  db: Db | Trx,
  learnerId: string,
  exerciseId: string,
  most: number,
): Promise<LabRunRow[]> {
  return db
    .selectFrom('lab_runs')
    .selectAll()
    .where('learner_id', '=', learnerId)
    .where('exercise_id', '=', exerciseId)
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
}

/** Ids of this learner's runs that have not ended. */
export async function openRunsOf(db: Db | Trx, learnerId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('lab_runs')
    .select('id')
    .where('learner_id', '=', learnerId)
    .where(open)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Pictures asked for since then that count: stored, lost, or still to come. Of one learner, or of all. */
export async function picturesCounted(
  db: Db | Trx,
  since: number,
  learnerId: string | null,
): Promise<number> {
  let query = db
    .selectFrom('lab_runs')
    .innerJoin('lab_pictures', 'lab_pictures.run_id', 'lab_runs.id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('asked_at', '>=', since)
    .where(sql<boolean>`(stored_at is not null or lost_at is not null or (${open}))`);
  if (learnerId !== null) query = query.where('learner_id', '=', learnerId);
  return (await query.executeTakeFirstOrThrow()).count;
}

/** Ends an open run; false when it has ended already. */
export async function endRun(
  trx: Trx,
  id: string,
  end: Partial<Record<'done_at' | 'failed_at' | 'cancelled_at', number>>,
  problem: { code: string; said: string } | null,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('lab_runs')
    .set({ ...end, problem: problem && JSON.stringify(problem) })
    .where('id', '=', id)
    .where(open)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Notes why an open run waits. */
export async function setProblem(
  db: Db | Trx,
  id: string,
  problem: { code: string; said: string },
): Promise<void> {
  await db
    .updateTable('lab_runs')
    .set({ problem: JSON.stringify(problem) })
    .where('id', '=', id)
    .where(open)
    .execute();
}

export async function askToCancel(trx: Trx, id: string, at: number): Promise<void> {
  await trx
    .updateTable('lab_runs')
    .set({ cancel_asked_at: at })
    .where('id', '=', id)
    .where(open)
    .where('cancel_asked_at', 'is', null)
    .execute();
}

/** Moves a learner's waiting runs one turn forward, behind those that stand there already: one of theirs has just ended. */
export async function moveForward(trx: Trx, learnerId: string, at: number): Promise<void> {
  await trx
    .updateTable('jobs')
    .set({
      priority: sql`priority + 1`,
      // A run that waits for a pause to end goes on waiting.
      run_at: sql`case when run_at > ${at} then run_at else ${at} end`,
    })
    .where('kind', '=', 'lab')
    .where('priority', '<', 0)
    .where(sql<boolean>`jobs.done_at is null and jobs.dead_at is null and jobs.cancelled_at is null`)
    .where('lease_token', 'is', null)
    .where('subject', 'in', (query) =>
      query.selectFrom('lab_runs').select('id').where('learner_id', '=', learnerId),
    )
    .execute();
}

/** Open runs that no job will ever take up again. */
export async function abandonedRuns(db: Db): Promise<LabRunRow[]> {
  return db
    .selectFrom('lab_runs')
    .selectAll()
    .where(open)
    .where(
      sql<boolean>`not exists (select 1 from jobs where jobs.subject = lab_runs.id
        and jobs.done_at is null and jobs.dead_at is null and jobs.cancelled_at is null)`,
    )
    .orderBy('id')
    .execute();
}
