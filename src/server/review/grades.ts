import { reasonMissing } from '#core/review/refusals.ts';
import { Refused } from '#core/refusal.ts';
import type { Learner } from '#core/types.ts';
import type { Report } from '../../../graders/report/schema.ts';
import { recordAudit } from '../db/audit.ts';
import { manualGradesOf, putManualGrade, removeManualGrade } from '../db/manual-grades.ts';
import type { Trx } from '../db/open.ts';
import { newId } from '../ids.ts';
import { isMet } from './parse.ts';

export interface Graded {
  attemptId: string;
  report: Report | null;
  /** Of the report, or of the exercise where there is none. */
  passMark: number;
  cohortId: string | null;
  by: Learner;
  at: number;
}

/** A grade as it is wished: of a criterion or of the whole (null); score null takes an earlier one back. */
export interface Wish {
  criterion: string | null;
  score: number | null;
  note: string;
}

/** Gives, changes or takes back grades, each with a line in the audit; what stays as it is is left alone. */
export async function applyGrades(trx: Trx, of: Graded, wishes: readonly Wish[]): Promise<void> {
  const { attemptId, report, passMark, cohortId, by, at } = of;
  const before = (await manualGradesOf(trx, [attemptId])).get(attemptId) ?? [];
  for (const { criterion, score, note } of wishes) {
    const old = before.find((grade) => grade.criterion === criterion);
    if (old ? old.score === score && old.note === note : score === null) continue;
    if (score !== null && note === '')
      throw new Refused(reasonMissing(`The grade of ${titleOf(criterion, report)}`));
    if (score === null) await removeManualGrade(trx, attemptId, criterion);
    else {
      const pass = isMet(criterion, score, report, passMark);
      await putManualGrade(trx, attemptId, { criterion, score, pass, note, by: by.id, at });
    }
    await recordAudit(trx, {
      id: newId(),
      at,
      actorId: by.id,
      cohortId,
      code: score === null ? 'grade.taken-back' : old ? 'grade.changed' : 'grade.given',
      subject: attemptId,
      before: { criterion, score: old?.score ?? machineScore(criterion, report) },
      after: { criterion, score: score ?? machineScore(criterion, report) },
      ...(note === '' ? {} : { reason: note }),
    });
  }
}

const titleOf = (criterion: string | null, report: Report | null): string =>
  report?.criteria.find(({ id }) => id === criterion)?.title ?? 'the whole';

const machineScore = (criterion: string | null, report: Report | null): number | null =>
  criterion === null
    ? (report?.score ?? null)
    : (report?.criteria.find(({ id }) => id === criterion)?.score ?? null);
