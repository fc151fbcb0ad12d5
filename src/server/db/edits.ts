import { sql } from 'kysely';
import type { Edit } from '#core/integrity/edits.ts';
import { among } from './among.ts';
import type { Db, Trx } from './open.ts';

/** Keeps the edit of an attempt, its frames one after the other; null where it cannot be told. */
export async function putEdit(
  trx: Trx,
  attemptId: string,
  method: string,
  edits: readonly Int16Array[] | null,
  at: number,
): Promise<void> {
  const text =
    edits &&
    JSON.stringify(
      edits.map((one) => Buffer.from(one.buffer, one.byteOffset, one.byteLength).toString('base64')),
    );
  await trx
    .insertInto('edit_hashes')
    .values({ attempt_id: attemptId, method, edit: text, made_at: at })
    .onConflict((conflict) =>
      conflict.columns(['attempt_id', 'method']).doUpdateSet({ edit: text, made_at: at }),
    )
    .execute();
}

const decode = (text: string): Edit => {
  const parts = (JSON.parse(text) as string[]).map((one) => {
    const bytes = Uint8Array.from(Buffer.from(one, 'base64'));
    return new Int16Array(bytes.buffer, 0, bytes.byteLength >> 1);
  });
  const all = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

export interface ComparedRow {
  attemptId: string;
  learnerId: string;
  learner: string;
  exerciseId: string;
  receivedAt: number;
  /** Undefined: not looked at yet; null: it cannot be told. */
  edit: Edit | null | undefined;
}

/** Graded attempts of a cohort's learners at what is assigned there; their rows bear the names of their tables. */
const compared = (cohortId: string) => sql`
    from cohort_members
    join learners on learners.id = cohort_members.learner_id
    join attempts on attempts.learner_id = learners.id
    where cohort_members.cohort_id = ${cohortId} and cohort_members.role = 'learner' and cohort_members.left_at is null
      and exists (select 1 from reports where reports.attempt_id = attempts.id and reports.outcome <> 'ungradable')
      and exists (
        select 1 from assignments join assignment_exercises on assignment_exercises.assignment_id = assignments.id
        where assignments.cohort_id = ${cohortId} and assignments.removed_at is null
          and assignment_exercises.exercise_id = attempts.exercise_id)`;

/** The exercises at which there is something to compare in a cohort. */
export async function comparedExercises(db: Db | Trx, cohortId: string): Promise<string[]> {
  const { rows } = await sql<{ exercise_id: string }>`
    select distinct attempts.exercise_id ${compared(cohortId)} order by attempts.exercise_id`.execute(db);
  return rows.map((row) => row.exercise_id);
}

/** Which of these attempts are compared in a cohort. */
export async function comparedAmong(
  db: Db | Trx,
  cohortId: string,
  attemptIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select attempts.id ${compared(cohortId)} and attempts.id in ${among(attemptIds)} order by attempts.id`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/** What is compared in a cohort at one exercise, each attempt with its edit by this method. */
export async function comparedIn(
  db: Db | Trx,
  cohortId: string,
  exerciseId: string,
  method: string,
): Promise<ComparedRow[]> {
  const { rows } = await sql<{
    id: string;
    learner_id: string;
    name: string;
    exercise_id: string;
    received_at: number;
    method: string | null;
    edit: string | null;
  }>`
    select attempts.*, edit_hashes.method, edit_hashes.edit
    from (
      select attempts.id, attempts.learner_id, learners.name, attempts.exercise_id, attempts.received_at
      ${compared(cohortId)} and attempts.exercise_id = ${exerciseId}
    ) as attempts
    left join edit_hashes on edit_hashes.attempt_id = attempts.id and edit_hashes.method = ${method}
    order by attempts.received_at, attempts.id`.execute(db);
  return rows.map((row) => ({
    attemptId: row.id,
    learnerId: row.learner_id,
    learner: row.name,
    exerciseId: row.exercise_id,
    receivedAt: row.received_at,
    edit: row.method === null ? undefined : row.edit === null ? null : decode(row.edit),
  }));
}

export interface Looked {
  by: string | null;
  at: number;
  note: string;
}

const key = (a: string, b: string): [string, string] => (a < b ? [a, b] : [b, a]);
export const pairKey = (a: string, b: string): string => key(a, b).join(' ');

/** Pairs that somebody has looked at and found to be fine, by `pairKey`. */
export async function lookedIn(db: Db | Trx, cohortId: string): Promise<Map<string, Looked>> {
  const rows = await db
    .selectFrom('looked_pairs')
    .leftJoin('learners', 'learners.id', 'looked_pairs.looked_by')
    .select(['first_id', 'second_id', 'note', 'learners.name', 'looked_pairs.looked_at'])
    .where('cohort_id', '=', cohortId)
    .orderBy('first_id')
    .orderBy('second_id')
    .execute();
  return new Map(
    rows.map((row) => [
      pairKey(row.first_id, row.second_id),
      { by: row.name, at: row.looked_at, note: row.note },
    ]),
  );
}

export async function putLooked(
  trx: Trx,
  pair: { cohortId: string; a: string; b: string; note: string; by: string; at: number },
): Promise<void> {
  const [first, second] = key(pair.a, pair.b);
  await trx
    .insertInto('looked_pairs')
    .values({
      cohort_id: pair.cohortId,
      first_id: first,
      second_id: second,
      note: pair.note,
      looked_by: pair.by,
      looked_at: pair.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
