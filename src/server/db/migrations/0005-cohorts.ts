import type { Migration } from '../migrate.ts';

/**
 * Cohorts with their members and labels, assignments with their terms and overrides, the audit, and when the first byte
 * of an attempt came. A wall time is `YYYY-MM-DDTHH:MM` in the cohort's zone; beside it stands the instant it means.
 */
export const cohorts: Migration = {
  name: '0005-cohorts',
  statements: [
    `create table cohorts (
      id text primary key,
      name text not null,
      zone text not null,
      invite_code text not null unique,
      invite_closed_at integer,
      created_at integer not null,
      created_by text references learners (id) on delete set null,
      archived_at integer,
      version integer not null
    ) strict`,
    `create table cohort_members (
      cohort_id text not null references cohorts (id),
      learner_id text not null references learners (id) on delete cascade,
      role text not null check (role in ('instructor', 'reviewer', 'learner')),
      sis_id text,
      joined_at integer not null,
      left_at integer,
      primary key (cohort_id, learner_id)
    ) strict, without rowid`,
    `create index cohort_members_learner on cohort_members (learner_id)`,
    `create table cohort_labels (
      id text primary key,
      cohort_id text not null references cohorts (id),
      name text not null collate nocase,
      unique (cohort_id, name)
    ) strict`,
    `create table member_labels (
      label_id text not null references cohort_labels (id) on delete cascade,
      learner_id text not null references learners (id) on delete cascade,
      primary key (label_id, learner_id)
    ) strict, without rowid`,
    `create index member_labels_learner on member_labels (learner_id)`,
    `create table assignments (
      id text primary key,
      cohort_id text not null references cohorts (id),
      title text not null,
      position integer not null,
      source text not null,
      required integer not null check (required in (0, 1)),
      opens_wall text,
      opens_at integer,
      due_wall text,
      due_at integer,
      closes_wall text,
      closes_at integer,
      late text not null,
      attempts integer check (attempts > 0),
      created_at integer not null,
      removed_at integer,
      version integer not null,
      check ((opens_wall is null) = (opens_at is null)),
      check ((due_wall is null) = (due_at is null)),
      check ((closes_wall is null) = (closes_at is null))
    ) strict`,
    `create index assignments_cohort on assignments (cohort_id, position)`,
    `create table assignment_exercises (
      assignment_id text not null references assignments (id),
      exercise_id text not null,
      position integer not null,
      primary key (assignment_id, exercise_id)
    ) strict, without rowid`,
    `create index assignment_exercises_exercise on assignment_exercises (exercise_id)`,
    `create table assignment_overrides (
      id text primary key,
      assignment_id text not null references assignments (id),
      learner_id text references learners (id) on delete cascade,
      label_id text references cohort_labels (id) on delete cascade,
      opens_wall text,
      opens_at integer,
      due_wall text,
      due_at integer,
      closes_wall text,
      closes_at integer,
      late text,
      attempts integer check (attempts >= 0),
      reason text not null,
      made_at integer not null,
      made_by text references learners (id) on delete set null,
      removed_at integer,
      check ((learner_id is null) <> (label_id is null)),
      check ((opens_wall is null) = (opens_at is null)),
      check ((due_wall is null) = (due_at is null)),
      check ((closes_wall is null) = (closes_at is null))
    ) strict`,
    `create unique index overrides_of_learner on assignment_overrides (assignment_id, learner_id)
      where removed_at is null and learner_id is not null`,
    `create unique index overrides_of_label on assignment_overrides (assignment_id, label_id)
      where removed_at is null and label_id is not null`,
    `create table audit (
      id text primary key,
      at integer not null,
      actor_id text references learners (id) on delete set null,
      cohort_id text references cohorts (id),
      code text not null,
      subject text not null,
      before text,
      after text,
      reason text
    ) strict`,
    `create index audit_cohort on audit (cohort_id, at)`,
    `create index audit_subject on audit (subject, at)`,
    `alter table attempts add column arrived_at integer not null default 0`,
    `update attempts set arrived_at = received_at`,
  ],
};
