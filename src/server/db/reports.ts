import { Report } from '../../../graders/report/schema.ts';
import type { Verdict } from '#core/progress.ts';
import type { Db, Trx } from './open.ts';

export interface EvidenceFacts {
  name: string;
  mime: string;
  width: number;
  height: number;
  alt: string;
  sha256: string;
  bytes: number;
}

export interface NewReport {
  id: string;
  attemptId: string;
  report: Report;
  createdAt: number;
  evidence: EvidenceFacts[];
}

export interface StoredReport {
  id: string;
  createdAt: number;
  report: Report;
  evidence: Omit<EvidenceFacts, 'bytes'>[];
}

/** Adds a report; false when this grader version has already reported on this attempt and exercise. */
export async function insertReport(trx: Trx, added: NewReport): Promise<boolean> {
  const { id, attemptId, report, createdAt, evidence } = added;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('reports')
    .values({
      id,
      attempt_id: attemptId,
      grader_version: report.graderVersion,
      exercise_digest: report.exercise.digest,
      outcome: report.outcome,
      score: report.score,
      report: JSON.stringify(report),
      created_at: createdAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['attempt_id', 'grader_version', 'exercise_digest']).doNothing(),
    )
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  for (const [position, { bytes, ...facts }] of evidence.entries()) {
    await trx
      .insertInto('blobs')
      .values({ sha256: facts.sha256, bytes, stored_at: createdAt })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await trx
      .insertInto('evidence')
      .values({ report_id: id, position, ...facts })
      .execute();
  }
  return true;
}

/** The newest report of each attempt, with its evidence. */
export async function reportsOf(
  db: Db | Trx,
  attemptIds: readonly string[],
): Promise<Map<string, StoredReport>> {
  const reports = new Map<string, StoredReport>();
  if (attemptIds.length === 0) return reports;
  const rows = await db
    .selectFrom('reports')
    .select(['id', 'attempt_id', 'created_at', 'report'])
    .where('attempt_id', 'in', attemptIds)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const newest = new Map(rows.map((row) => [row.attempt_id, row]));
  const ids = [...newest.values()].map((row) => row.id);
  const pictures = ids.length === 0 ? [] : await evidenceOf(db, ids);
  for (const [attemptId, row] of newest) {
    reports.set(attemptId, {
      id: row.id,
      createdAt: row.created_at,
      report: Report.parse(JSON.parse(row.report)),
      evidence: pictures.filter((picture) => picture.report_id === row.id),
    });
  }
  return reports;
}

function evidenceOf(db: Db | Trx, reportIds: readonly string[]) {
  return db
    .selectFrom('evidence')
    .select(['report_id', 'name', 'mime', 'width', 'height', 'alt', 'sha256'])
    .where('report_id', 'in', reportIds)
    .orderBy('report_id')
    .orderBy('position')
    .orderBy('name')
    .execute();
}

function attemptsWithReports(db: Db, learnerId: string) {
  return db
    .selectFrom('attempts')
    .leftJoin('reports', 'reports.attempt_id', 'attempts.id')
    .select([
      'attempts.id',
      'attempts.exercise_id',
      'attempts.received_at',
      'reports.outcome',
      'reports.score',
    ])
    .where('attempts.learner_id', '=', learnerId)
    .orderBy('attempts.received_at')
    .orderBy('attempts.id')
    .orderBy('reports.created_at')
    .orderBy('reports.id');
}

/** The verdict of each of the learner's attempts by its newest report, grouped by exercise id. */
export async function verdictsOf(db: Db, learnerId: string): Promise<Map<string, Verdict[]>> {
  const rows = await attemptsWithReports(db, learnerId).execute();
  const newest = new Map(rows.map((row) => [row.id, row]));
  const byExercise = new Map<string, Verdict[]>();
  for (const row of newest.values()) {
    const verdicts = byExercise.get(row.exercise_id) ?? [];
    const outcome = row.outcome === null ? null : Report.shape.outcome.parse(row.outcome);
    verdicts.push({ attemptId: row.id, outcome, score: row.score });
    byExercise.set(row.exercise_id, verdicts);
  }
  return byExercise;
}

/** The learner's attempts at one exercise, and whether the newest report of each is a grade. */
export async function gradedOrNot(
  db: Db,
  learnerId: string,
  exerciseId: string,
): Promise<{ id: string; receivedAt: number; graded: boolean }[]> {
  const rows = await attemptsWithReports(db, learnerId)
    .where('attempts.exercise_id', '=', exerciseId)
    .execute();
  const newest = new Map(rows.map((row) => [row.id, row]));
  return [...newest.values()].map((row) => ({
    id: row.id,
    receivedAt: row.received_at,
    graded: row.outcome !== null && row.outcome !== 'ungradable',
  }));
}
