import type { Terms } from '../terms.ts';

/**
 * Where a learner stands with one exercise of an assignment. `late`: passed, but only by work that came after it was due.
 * `not-passed`: it is closed, and nothing that counts has passed. `missed`: it is closed, and nothing came that counts.
 */
export const CELL_STATES = [
  'passed',
  'late',
  'in-work',
  'waiting-for-review',
  'our-failure',
  'not-started',
  'not-open',
  'not-passed',
  'missed',
] as const;
export type CellState = (typeof CELL_STATES)[number];

/** An attempt as the gradebook counts it: when its first byte came, and the verdict that counts. Times in ms UTC. */
export interface CountedAttempt {
  id: string;
  arrivedAt: number;
  /** Null while there is no report. */
  outcome: 'passed' | 'not-yet' | 'ungradable' | null;
  /** 0..100, whole. */
  score: number | null;
  /** Grading has ended without a report, and will not be tried again. */
  failed: boolean;
  /** A person has yet to look at it: the assignment asks for it, or the learner has appealed. */
  review: 'required' | 'appealed' | null;
}

export interface Cell {
  state: CellState;
  /** The score of the attempt that counts, 0..100; null while there is none. */
  score: number | null;
  /** The share of it that is credited, 0..1: below 1 when it came late. */
  credit: number | null;
  /** Score × credit, whole. */
  points: number | null;
  /** The attempt that counts; where none is graded, the newest there is. */
  attemptId: string | null;
  /** When that attempt arrived. */
  arrivedAt: number | null;
  /** Graded attempts that count. */
  attempts: number;
  /** Attempts that came outside the terms, or after the last one allowed. */
  outside: number;
}

/** One exercise of one assignment. */
export interface Column {
  /** `<assignment id>.<first eight characters of the exercise's id>`: stays when either is renamed or moved. */
  key: string;
  assignmentId: string;
  assignment: string;
  exerciseId: string;
  /** Null when the exercise is no longer on offer. */
  slug: string | null;
  title: string;
  required: boolean;
  /** As for everybody; single learners may have terms of their own. */
  dueAt: number | null;
}

export interface Student {
  id: string;
  name: string;
  email: string | null;
  sisId: string | null;
  labels: readonly string[];
}

export interface Row {
  student: Student;
  /** In the order of the columns. */
  cells: readonly Cell[];
  passed: number;
  /** Mean of the points over required work that has a result or is closed, whole; null while there is none. */
  average: number | null;
  /** When their newest attempt at anything assigned here arrived, whether it counts or not. */
  lastAt: number | null;
}

export interface Gradebook {
  columns: readonly Column[];
  rows: readonly Row[];
}

export type TermsOf = (student: Student, column: Column) => Terms;
