import type { Report } from '../../graders/report/schema.ts';
import type { AttemptStatus } from './types.ts';

/** What is known of an attempt's newest job. */
export interface JobFacts {
  leased: boolean;
  doneAt: number | null;
  deadAt: number | null;
  cancelledAt: number | null;
}

/** What is known of an attempt's newest report. */
export interface ReportFacts {
  outcome: Report['outcome'];
  createdAt: number;
}

/** Derived, never stored. A report wins over any job: a regrade that runs or fails takes nothing away. */
export function statusOf(job: JobFacts | null, report: ReportFacts | null): AttemptStatus {
  if (report) return report.outcome === 'ungradable' ? 'ungradable' : 'graded';
  if (job === null || job.doneAt !== null) return 'received';
  if (job.deadAt !== null) return 'failed';
  if (job.cancelledAt !== null) return 'superseded';
  return job.leased ? 'grading' : 'queued';
}

export function finishedAt(job: JobFacts | null, report: ReportFacts | null): number | null {
  return report?.createdAt ?? job?.deadAt ?? job?.cancelledAt ?? null;
}

const FINAL: readonly AttemptStatus[] = ['graded', 'ungradable', 'failed', 'superseded'];

export const isFinal = (status: AttemptStatus): boolean => FINAL.includes(status);
