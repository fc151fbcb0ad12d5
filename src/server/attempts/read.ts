import { attemptNumbers } from '#core/attempt-numbers.ts';
import { finishedAt, statusOf } from '#core/attempt-status.ts';
import { failureOf } from '#core/failures.ts';
import type { Attempt } from '#core/types.ts';
import { countedVerdict } from '#core/verdict.ts';
import { Report } from '../../../graders/report/schema.ts';
import { jobsOf, positionOf } from '../db/attempt-jobs.ts';
import { filesOf } from '../db/attempts.ts';
import { manualGradesOf } from '../db/manual-grades.ts';
import type { Db } from '../db/open.ts';
import { gradedOrNot, reportsOf } from '../db/reports.ts';
import type { AttemptRow } from '../db/schema.ts';

const Phase = Report.shape.phases.element.shape.name;

/** Attempts as shown: status, place in the queue and number derived from what stands in the rows. */
export async function describeAttempts(db: Db, rows: readonly AttemptRow[]): Promise<Attempt[]> {
  const ids = rows.map((row) => row.id);
  const [files, jobs, reports, manual] = await Promise.all([
    filesOf(db, ids),
    jobsOf(db, ids),
    reportsOf(db, ids),
    manualGradesOf(db, ids),
  ]);
  const numbers = await numbersFor(db, rows);
  return Promise.all(
    rows.map(async (row) => {
      const job = jobs.get(row.id) ?? null;
      const stored = reports.get(row.id);
      const facts = stored ? { outcome: stored.report.outcome, createdAt: stored.createdAt } : null;
      const status = statusOf(job, facts);
      const phase = status === 'grading' ? Phase.safeParse(job?.phase).data : undefined;
      return {
        id: row.id,
        learnerId: row.learner_id,
        exerciseId: row.exercise_id,
        exerciseSlug: row.exercise_slug,
        number: numbers.get(row.id) ?? null,
        status,
        ...(status === 'queued' ? { position: await positionOf(db, row.id) } : {}),
        ...(phase ? { phase } : {}),
        receivedAt: row.received_at,
        arrivedAt: row.arrived_at,
        finishedAt: finishedAt(job, facts),
        files: files.get(row.id) ?? [],
        report: stored?.report ?? null,
        verdict: countedVerdict(stored?.report ?? null, manual.get(row.id) ?? []),
        failure: status === 'failed' ? failureOf(job?.errorCode ?? null) : null,
        evidence: (stored?.evidence ?? []).map(({ name, mime, width, height, alt }) => ({
          name,
          mime,
          width,
          height,
          alt,
        })),
      };
    }),
  );
}

/** Numbers count over all attempts of the learner at the exercise, also those not asked for. */
async function numbersFor(db: Db, rows: readonly AttemptRow[]): Promise<Map<string, number>> {
  const pairs = new Map(rows.map((row) => [`${row.learner_id} ${row.exercise_id}`, row]));
  const numbers = new Map<string, number>();
  for (const { learner_id: learnerId, exercise_id: exerciseId } of pairs.values()) {
    for (const [id, number] of attemptNumbers(await gradedOrNot(db, learnerId, exerciseId)))
      numbers.set(id, number);
  }
  return numbers;
}
