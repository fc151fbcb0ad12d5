import { countedVerdict } from '#core/verdict.ts';
import type { AttemptFile } from '#core/types.ts';
import type { Report } from '../../../graders/report/schema.ts';
import { appealsOf } from '../db/appeals.ts';
import { attemptById, filesOf } from '../db/attempts.ts';
import { manualGradesOf } from '../db/manual-grades.ts';
import type { Store } from '../db/open.ts';
import { reportsOf } from '../db/reports.ts';

/** An attempt with what people found it to be worth: what a golden attempt is made of. */
export interface JudgedWork {
  exerciseId: string;
  files: AttemptFile[];
  report: Report | null;
  outcome: Report['outcome'] | null;
  /** Criteria a person graded, and from which score each is met. */
  graded: { id: string; pass: boolean; metFrom: number }[];
  /** An appeal of it was accepted; with the learner's leave to keep the file. */
  accepted: boolean;
  consent: boolean;
  why: string;
}

export async function judgedWork({ db }: Store, attemptId: string): Promise<JudgedWork | null> {
  const attempt = await attemptById(db, attemptId);
  if (!attempt) return null;
  const [files, reports, manual, appeals] = await Promise.all([
    filesOf(db, [attemptId]),
    reportsOf(db, [attemptId]),
    manualGradesOf(db, [attemptId]),
    appealsOf(db, attemptId),
  ]);
  const report = reports.get(attemptId)?.report ?? null;
  const grades = manual.get(attemptId) ?? [];
  const accepted = appeals.findLast(({ state }) => state === 'accepted');
  return {
    exerciseId: attempt.exercise_id,
    files: files.get(attemptId) ?? [],
    report,
    outcome: countedVerdict(report, grades).outcome,
    graded: (report?.criteria ?? []).flatMap(({ id, passAt = 60 }) => {
      const grade = grades.find(({ criterion }) => criterion === id);
      return grade ? [{ id, pass: grade.pass, metFrom: passAt }] : [];
    }),
    accepted: accepted !== undefined,
    consent: accepted?.consent ?? false,
    why: accepted?.answer ?? '',
  };
}
