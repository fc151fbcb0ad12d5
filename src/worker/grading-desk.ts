import { backoffMs } from '#core/backoff.ts';
import type { Graded } from '../../graders/types.ts';
import type { Job, JobQueue } from '#server/db/job-queue.ts';
import { ChildFailure, type GradingChild } from './child-process.ts';
import { BEAT_MS, LEASE_MS } from './claim-loop.ts';
import type { Task } from './protocol.ts';

const WALL_CLOCK_MS = 60_000;

/** What the desk needs of the platform; the supervisor knows neither SQL nor learners. */
export interface GradeDesk {
  queue: JobQueue;
  /** The task behind a job, or the code of what is missing for good. */
  prepare(
    job: Job,
  ): Promise<
    { task: Task } | { missing: 'exercise-gone' | 'file-missing' | 'file-damaged' | 'regrade-over' }
  >;
  /** Stores report and evidence and completes the job, all or nothing; false when the lease had been lost. */
  record(job: Job, result: Pick<Graded, 'report' | 'evidence' | 'edits'>): Promise<boolean>;
  /** Something about this attempt has changed. */
  changed(attemptId: string): void;
  log(event: string, facts: Record<string, unknown>): void;
}

/** Grades one claimed job to its end: recorded, put back for another try, or dead. Never throws over a file. */
export async function gradeJob(desk: GradeDesk, child: GradingChild, job: Job): Promise<void> {
  const { queue } = desk;
  const attemptId = job.subject;
  let held = true;
  const beat = (phase?: string) =>
    queue.heartbeat(job, LEASE_MS, phase).then((still) => {
      held &&= still;
      if (!still) child.stop();
      desk.changed(attemptId);
    });
  const timer = setInterval(() => void beat().catch(() => {}), BEAT_MS);
  const giveUp = async (code: string, retryable: boolean) => {
    const state = await queue.fail(job, { code, retryable }, backoffMs(job.tries));
    desk.log('grade-failed', { attempt: attemptId, job: job.id, code, state, tries: job.tries });
  };
  try {
    desk.changed(attemptId);
    const prepared = await desk.prepare(job);
    if ('missing' in prepared) return await giveUp(prepared.missing, false);
    const started = performance.now();
    const result = await child.run(prepared.task, WALL_CLOCK_MS, (phase) => void beat(phase).catch(() => {}));
    if (result.type !== 'graded')
      throw new ChildFailure('grader-threw', `Expected a grade but received ${result.type}`);
    if (!held || !(await desk.record(job, result)))
      return desk.log('grade-discarded', { attempt: attemptId, job: job.id });
    const ms = Math.round(performance.now() - started);
    desk.log('graded', {
      attempt: attemptId,
      job: job.id,
      outcome: result.report.outcome,
      score: result.report.score,
      ms,
    });
  } catch (error) {
    if (!held) return;
    if (!(error instanceof ChildFailure)) throw error;
    desk.log('child-failure', { attempt: attemptId, job: job.id, code: error.code, message: error.message });
    await giveUp(error.code, true);
  } finally {
    clearInterval(timer);
    desk.changed(attemptId);
  }
}
