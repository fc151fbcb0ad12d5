import type { Problem, Report } from '../../graders/report/schema.ts';
import type { CountedVerdict } from './verdict.ts';

/** A person who learns here. A guest has a session but no e-mail yet; signing up keeps the same id. */
export interface Learner {
  id: string;
  name: string;
  email: string | null;
  guest: boolean;
  role: 'learner' | 'reviewer' | 'instructor' | 'owner';
  createdAt: number;
}

export type AttemptStatus =
  'received' | 'queued' | 'grading' | 'graded' | 'ungradable' | 'failed' | 'superseded';

export interface AttemptFile {
  name: string;
  sha256: string;
  bytes: number;
}

/** What a page or the API shows of one attempt. Times are milliseconds UTC. */
export interface Attempt {
  id: string;
  learnerId: string;
  exerciseId: string;
  exerciseSlug: string;
  /** 1, 2, 3 … among the learner's gradable attempts at this exercise; null while unknown or ungradable. */
  number: number | null;
  status: AttemptStatus;
  /** Attempts ahead in the queue, 0 = next; only while queued. */
  position?: number;
  /** The phase the running grade has reached. */
  phase?: Report['phases'][number]['name'];
  receivedAt: number;
  /** When its first byte came: what counts for a deadline. */
  arrivedAt: number;
  finishedAt: number | null;
  files: AttemptFile[];
  report: Report | null;
  /** What counts: the report with manual grades laid over it. */
  verdict: CountedVerdict;
  /** Why grading failed for good, while the status is `failed`: our failure, in words for the learner. */
  failure: Problem | null;
  evidence: { name: string; mime: string; width: number; height: number; alt: string }[];
}

export interface Receipt {
  sha256: string[];
  bytes: number[];
  receivedAt: string;
}

/** Any refusal a person can meet, as RFC 9457 problem+json: status, a code, a title, a sentence, and what to do next. */
export interface Refusal {
  status: number;
  code: string;
  title: string;
  detail: string;
  hint: string;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export interface ExerciseProgress {
  state: 'new' | 'in-work' | 'passed';
  bestScore: number | null;
  bestAttemptId: string | null;
  attempts: number;
}

export interface LessonProgress {
  state: 'new' | 'in-work' | 'done';
  answered: number;
  correct: number;
  total: number;
}
