import type { ManualGrade } from '#core/verdict.ts';
import { among } from './among.ts';
import type { Db, Trx } from './open.ts';
import type { ManualGradeRow } from './schema-review.ts';

const WHOLE = '';

const toGrade = (row: ManualGradeRow): ManualGrade => ({
  criterion: row.criterion === WHOLE ? null : row.criterion,
  score: row.score,
  pass: row.pass === 1,
  note: row.note,
  by: row.given_by,
  at: row.given_at,
});

/** What people graded of these attempts; those without a manual grade are left out. */
export async function manualGradesOf(
  db: Db | Trx,
  attemptIds: readonly string[],
): Promise<Map<string, ManualGrade[]>> {
  const grades = new Map<string, ManualGrade[]>();
  if (attemptIds.length === 0) return grades;
  const rows = await db
    .selectFrom('manual_grades')
    .selectAll()
    .where('attempt_id', 'in', among(attemptIds))
    .orderBy('attempt_id')
    .orderBy('criterion')
    .execute();
  for (const row of rows) grades.set(row.attempt_id, [...(grades.get(row.attempt_id) ?? []), toGrade(row)]);
  return grades;
}

/** Gives a grade, in place of an earlier one of the same criterion. */
export async function putManualGrade(trx: Trx, attemptId: string, grade: ManualGrade): Promise<void> {
  const values = {
    score: grade.score,
    pass: grade.pass ? 1 : 0,
    note: grade.note,
    given_by: grade.by,
    given_at: grade.at,
  };
  await trx
    .insertInto('manual_grades')
    .values({ attempt_id: attemptId, criterion: grade.criterion ?? WHOLE, ...values })
    .onConflict((conflict) => conflict.columns(['attempt_id', 'criterion']).doUpdateSet(values))
    .execute();
}

/** Takes a grade back: the machine's word counts again. */
export async function removeManualGrade(
  trx: Trx,
  attemptId: string,
  criterion: string | null,
): Promise<void> {
  await trx
    .deleteFrom('manual_grades')
    .where('attempt_id', '=', attemptId)
    .where('criterion', '=', criterion ?? WHOLE)
    .execute();
}
