import type { Generated } from 'kysely';

/** The rows of cohorts, assignments and the audit. Written as in `schema.ts`. */

export interface CohortRow {
  id: string;
  name: string;
  /** IANA. */
  zone: string;
  invite_code: string;
  invite_closed_at: number | null;
  created_at: number;
  created_by: string | null;
  archived_at: number | null;
  /** Counts changes, so that two who edit at once notice each other. */
  version: number;
}

export interface CohortMemberRow {
  cohort_id: string;
  learner_id: string;
  role: string;
  sis_id: string | null;
  joined_at: number;
  left_at: number | null;
}

export interface CohortLabelRow {
  id: string;
  cohort_id: string;
  name: string;
}

export interface MemberLabelRow {
  label_id: string;
  learner_id: string;
}

/** Wall times are `YYYY-MM-DDTHH:MM` in the cohort's zone; due and close include the whole minute they name. */
export interface WallTimes {
  opens_wall: string | null;
  opens_at: number | null;
  due_wall: string | null;
  due_at: number | null;
  closes_wall: string | null;
  closes_at: number | null;
}

export interface AssignmentRow extends WallTimes {
  id: string;
  cohort_id: string;
  title: string;
  position: number;
  /** What was assigned, as JSON: tracks and exercises as they were chosen. */
  source: string;
  required: number;
  /** `LatePolicy` as JSON. */
  late: string;
  /** Null: without limit. */
  attempts: number | null;
  created_at: number;
  removed_at: number | null;
  version: number;
  /** 1: the newest attempt of each learner waits for a person to look at it. */
  needs_review: number;
}

export interface AssignmentExerciseRow {
  assignment_id: string;
  exercise_id: string;
  position: number;
}

/** For one learner or one label; a field that is null inherits. */
export interface AssignmentOverrideRow extends WallTimes {
  id: string;
  assignment_id: string;
  learner_id: string | null;
  label_id: string | null;
  late: string | null;
  /** 0: without limit. */
  attempts: number | null;
  reason: string;
  made_at: number;
  made_by: string | null;
  removed_at: number | null;
}

export interface AuditRow {
  id: string;
  at: number;
  /** Null: the command line, or somebody whose account is gone. */
  actor_id: string | null;
  cohort_id: string | null;
  code: string;
  /** The id of what was changed. */
  subject: string;
  before: string | null;
  after: string | null;
  reason: string | null;
}

export interface CohortTables {
  cohorts: CohortRow;
  cohort_members: CohortMemberRow;
  cohort_labels: CohortLabelRow;
  member_labels: MemberLabelRow;
  assignments: Omit<AssignmentRow, 'needs_review'> & { needs_review: Generated<number> };
  assignment_exercises: AssignmentExerciseRow;
  assignment_overrides: AssignmentOverrideRow;
  audit: AuditRow;
}
