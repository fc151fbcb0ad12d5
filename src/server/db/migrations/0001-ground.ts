import type { Migration } from '../migrate.ts';

/** Learners and how they come in, attempts and their files, jobs, reports with their evidence, check answers. */
export const ground: Migration = {
  name: '0001-ground',
  statements: [
    `create table learners (
      id text primary key,
      name text not null,
      email text unique,
      role text not null check (role in ('learner', 'reviewer', 'instructor', 'owner')),
      created_at integer not null
    ) strict`,
    `create table credentials (
      learner_id text primary key references learners (id) on delete cascade,
      password_hash text not null,
      changed_at integer not null
    ) strict`,
    `create table password_resets (
      digest text primary key,
      learner_id text not null references learners (id) on delete cascade,
      expires_at integer not null,
      used_at integer
    ) strict`,
    `create table sessions (
      id text primary key,
      learner_id text not null references learners (id) on delete cascade,
      created_at integer not null,
      expires_at integer not null
    ) strict`,
    `create index sessions_learner on sessions (learner_id)`,
    `create table tokens (
      id text primary key,
      learner_id text not null references learners (id) on delete cascade,
      label text not null,
      digest text not null unique,
      created_at integer not null,
      last_used_at integer
    ) strict`,
    `create index tokens_learner on tokens (learner_id)`,
    `create table blobs (
      sha256 text primary key,
      bytes integer not null,
      stored_at integer not null
    ) strict`,
    `create table attempts (
      id text primary key,
      learner_id text not null references learners (id),
      exercise_id text not null,
      exercise_slug text not null,
      received_at integer not null
    ) strict`,
    `create index attempts_learner on attempts (learner_id, exercise_id, received_at)`,
    `create table attempt_files (
      attempt_id text not null references attempts (id),
      position integer not null,
      name text not null,
      sha256 text not null references blobs (sha256),
      bytes integer not null,
      primary key (attempt_id, position)
    ) strict, without rowid`,
    `create table jobs (
      id text primary key,
      kind text not null,
      dedupe_key text not null,
      subject text not null,
      payload text not null,
      priority integer not null,
      run_at integer not null,
      tries integer not null,
      max_tries integer not null,
      created_at integer not null,
      lease_token text,
      lease_until integer,
      holder text,
      phase text,
      done_at integer,
      dead_at integer,
      cancelled_at integer,
      error_code text,
      check ((done_at is not null) + (dead_at is not null) + (cancelled_at is not null) <= 1),
      check ((lease_token is null) = (lease_until is null))
    ) strict`,
    `create unique index jobs_live on jobs (dedupe_key) where done_at is null and dead_at is null and cancelled_at is null`,
    `create index jobs_order on jobs (kind, priority desc, run_at, created_at, id)
      where done_at is null and dead_at is null and cancelled_at is null`,
    `create index jobs_subject on jobs (subject, created_at)`,
    `create table reports (
      id text primary key,
      attempt_id text not null references attempts (id),
      grader_version text not null,
      exercise_digest text not null,
      outcome text not null check (outcome in ('passed', 'not-yet', 'ungradable')),
      score integer,
      report text not null,
      created_at integer not null,
      unique (attempt_id, grader_version, exercise_digest)
    ) strict`,
    `create trigger reports_are_only_added before update on reports begin select raise(abort, 'a report is never changed'); end`,
    `create table evidence (
      report_id text not null references reports (id),
      position integer not null,
      name text not null,
      mime text not null,
      width integer not null,
      height integer not null,
      alt text not null,
      sha256 text not null references blobs (sha256),
      primary key (report_id, name)
    ) strict, without rowid`,
    `create table check_answers (
      learner_id text not null references learners (id),
      lesson text not null,
      question text not null,
      choice integer not null,
      correct integer not null check (correct in (0, 1)),
      answered_at integer not null,
      primary key (learner_id, lesson, question)
    ) strict, without rowid`,
  ],
};
