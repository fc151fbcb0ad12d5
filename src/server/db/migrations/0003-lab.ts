import type { Migration } from '../migrate.ts';

/** Runs of the generator that learners ask for, and the pictures wished, sent for, stored or lost in each. */
export const lab: Migration = {
  name: '0003-lab',
  statements: [
    `create table lab_runs (
      id text primary key,
      learner_id text not null references learners (id) on delete cascade,
      exercise_id text not null,
      generator text not null,
      asked_at integer not null,
      cancel_asked_at integer,
      done_at integer,
      failed_at integer,
      cancelled_at integer,
      problem text,
      check ((done_at is not null) + (failed_at is not null) + (cancelled_at is not null) <= 1)
    ) strict`,
    'create index lab_runs_learner on lab_runs (learner_id, exercise_id, asked_at)',
    'create index lab_runs_asked on lab_runs (asked_at)',
    `create table lab_pictures (
      run_id text not null references lab_runs (id) on delete cascade,
      position integer not null,
      settings text not null,
      ticket text,
      sent_at integer,
      stored_at integer,
      lost_at integer,
      name text,
      sha256 text references blobs (sha256),
      bytes integer,
      width integer,
      height integer,
      shown_sha256 text references blobs (sha256),
      written integer not null default 0 check (written in (0, 1)),
      primary key (run_id, position),
      check (stored_at is null or lost_at is null),
      check ((stored_at is null) = (sha256 is null))
    ) strict, without rowid`,
  ],
};
