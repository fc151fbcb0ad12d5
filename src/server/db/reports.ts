import { sql } from 'kysely';
import type { Verdict } from '#core/progress.ts';
import { countedVerdict } from '#core/verdict.ts';
import { Report } from '../../../graders/report/schema.ts';
import { among } from './among.ts';
import { attemptsOf } from './attempts.ts';
import { manualGradesOf } from './manual-grades.ts';
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

/** The report of each attempt that counts, with its evidence: the one applied last, or with none applied the newest. */
export async function reportsOf(
  db: Db | Trx,
  attemptIds: readonly string[],
): Promise<Map<string, StoredReport>> {
  const reports = new Map<string, StoredReport>();
  if (attemptIds.length === 0) return reports;
  const rows = await inOrderOfWeight(db)
    .select(['reports.id', 'reports.attempt_id', 'reports.created_at', 'reports.report'])
    .where('reports.attempt_id', 'in', among(attemptIds))
    .execute();
  const counting = new Map(rows.map((row) => [row.attempt_id, row]));
  const ids = [...counting.values()].map((row) => row.id);
  const pictures = Map.groupBy(ids.length === 0 ? [] : await evidenceOf(db, ids), (one) => one.report_id);
  for (const [attemptId, row] of counting) {
    reports.set(attemptId, {
      id: row.id,
      createdAt: row.created_at,
      report: Report.parse(JSON.parse(row.report)),
      evidence: pictures.get(row.id) ?? [],
    });
  }
  return reports;
}

/** Id of the report of each attempt that counts. */
export async function countingReports(
  db: Db | Trx,
  attemptIds: readonly string[],
): Promise<Map<string, string>> {
  if (attemptIds.length === 0) return new Map();
  const rows = await inOrderOfWeight(db)
    .select(['reports.id', 'reports.attempt_id'])
    .where('reports.attempt_id', 'in', among(attemptIds))
    .execute();
  return new Map(rows.map((row) => [row.attempt_id, row.id]));
}

/** Reports so that of each attempt the last one counts. A report may be applied more than once: it comes as often. */
function inOrderOfWeight(db: Db | Trx) {
  return db
    .selectFrom('reports')
    .leftJoin('applied_reports', 'applied_reports.report_id', 'reports.id')
    .orderBy(sql`coalesce(applied_reports.position, 0)`)
    .orderBy('reports.created_at')
    .orderBy('reports.id');
}

function evidenceOf(db: Db | Trx, reportIds: readonly string[]) {
  return db
    .selectFrom('evidence')
    .select(['report_id', 'name', 'mime', 'width', 'height', 'alt', 'sha256'])
    .where('report_id', 'in', among(reportIds))
    .orderBy('report_id')
    .orderBy('position')
    .orderBy('name')
    .execute();
}

/** Attempts of a learner in the order of their arrival, each with what counts for it. */
async function countedAttempts(
  db: Db | Trx,
  learnerId: string,
  exerciseId?: string,
): Promise<{ id: string; exerciseId: string; receivedAt: number; verdict: Omit<Verdict, 'attemptId'> }[]> {
  const rows = await attemptsOf(db, learnerId, exerciseId);
  const verdicts = await countedVerdicts(
    db,
    rows.map(({ id }) => id),
  );
  return rows
    .toSorted((a, b) => a.received_at - b.received_at || (a.id < b.id ? -1 : 1))
    .map((row) => ({
      id: row.id,
      exerciseId: row.exercise_id,
      receivedAt: row.received_at,
      verdict: verdicts.get(row.id) ?? { outcome: null, score: null },
    }));
}

/**
 * The verdict that counts for each of these attempts: its report that counts with manual grades laid over it. Attempts
 * that have neither are left out.
 */
export async function countedVerdicts(
  db: Db | Trx,
  attemptIds: readonly string[],
): Promise<Map<string, Omit<Verdict, 'attemptId'>>> {
  const verdicts = new Map<string, Omit<Verdict, 'attemptId'>>();
  if (attemptIds.length === 0) return verdicts;
  const rows = await inOrderOfWeight(db)
    .select(['reports.attempt_id', 'reports.outcome', 'reports.score'])
    .where('reports.attempt_id', 'in', among(attemptIds))
    .execute();
  for (const row of rows)
    verdicts.set(row.attempt_id, { outcome: Report.shape.outcome.parse(row.outcome), score: row.score });
  const manual = await manualGradesOf(db, attemptIds);
  // Only where a person graded is it worth reading a whole report.
  const reports = await reportsOf(db, [...manual.keys()]);
  for (const [attemptId, grades] of manual) {
    const { outcome, score } = countedVerdict(reports.get(attemptId)?.report ?? null, grades);
    verdicts.set(attemptId, { outcome, score });
  }
  return verdicts;
}

/** The verdict that counts for each of the learner's attempts, grouped by exercise id. */
export async function verdictsOf(db: Db | Trx, learnerId: string): Promise<Map<string, Verdict[]>> {
  const byExercise = new Map<string, Verdict[]>();
  for (const { id, exerciseId, verdict } of await countedAttempts(db, learnerId)) {
    const verdicts = byExercise.get(exerciseId) ?? [];
    verdicts.push({ attemptId: id, ...verdict });
    byExercise.set(exerciseId, verdicts);
  }
  return byExercise;
}

/** The learner's attempts at one exercise, and whether what counts for each is a grade. */
export async function gradedOrNot(
  db: Db,
  learnerId: string,
  exerciseId: string,
): Promise<{ id: string; receivedAt: number; graded: boolean }[]> {
  const attempts = await countedAttempts(db, learnerId, exerciseId);
  return attempts.map(({ id, receivedAt, verdict: { outcome } }) => ({
    id,
    receivedAt,
    graded: outcome !== null && outcome !== 'ungradable',
  }));
}
