import type { Migration } from '../migrate.ts';

/**
 * What people say of an attempt beside the machine: grades, remarks, appeals; and what is done about many at once:
 * regrades with their shadow reports, and the edits by which near-duplicates are found. Reports are still only added:
 * `applied_reports` says which of an attempt's reports counts.
 */
export const review: Migration = {
  name: '0007-review',
  statements: [
    `alter table assignments add column needs_review integer not null default 0 check (needs_review in (0, 1))`,
    `create table reviews (
      attempt_id text primary key references attempts (id) on delete cascade,
      note text not null,
      version integer not null,
      done_at integer,
      done_by text references learners (id) on delete set null
    ) strict`,
    `create table review_leases (
      attempt_id text primary key references attempts (id) on delete cascade,
      holder_id text not null references learners (id) on delete cascade,
      taken_at integer not null,
      until integer not null
    ) strict`,
    `create table manual_grades (
      attempt_id text not null references attempts (id) on delete cascade,
      criterion text not null,
      score integer not null check (score between 0 and 100),
      pass integer not null check (pass in (0, 1)),
      note text not null,
      given_by text references learners (id) on delete set null,
      given_at integer not null,
      primary key (attempt_id, criterion)
    ) strict, without rowid`,
    `create table comments (
      id text primary key,
      attempt_id text not null references attempts (id) on delete cascade,
      number integer not null,
      frame text,
      criterion text,
      x real check (x between 0 and 1),
      y real check (y between 0 and 1),
      body text not null,
      author_id text references learners (id) on delete set null,
      written_at integer not null,
      removed_at integer,
      unique (attempt_id, number),
      check ((x is null) = (y is null))
    ) strict`,
    `create table snippets (
      id text primary key,
      owner_id text references learners (id) on delete cascade,
      cohort_id text references cohorts (id),
      kind text,
      body text not null,
      written_at integer not null,
      removed_at integer
    ) strict`,
    `create index snippets_owner on snippets (owner_id)`,
    `create index snippets_cohort on snippets (cohort_id)`,
    `create table appeals (
      id text primary key,
      attempt_id text not null references attempts (id) on delete cascade,
      criterion text,
      reason text not null,
      consent integer not null check (consent in (0, 1)),
      made_at integer not null,
      withdrawn_at integer,
      answered_at integer,
      answered_by text references learners (id) on delete set null,
      accepted integer check (accepted in (0, 1)),
      answer text,
      check ((answered_at is null) = (accepted is null)),
      check (withdrawn_at is null or answered_at is null)
    ) strict`,
    `create unique index appeals_open on appeals (attempt_id) where withdrawn_at is null and answered_at is null`,
    `create table applied_reports (
      attempt_id text not null references attempts (id) on delete cascade,
      position integer not null,
      report_id text not null references reports (id) on delete cascade,
      regrade_id text not null,
      applied_at integer not null,
      primary key (attempt_id, position)
    ) strict, without rowid`,
    `create index applied_reports_report on applied_reports (report_id)`,
    `create table regrades (
      id text primary key,
      scope text not null,
      reason text not null,
      grader_version text not null,
      cohort_id text references cohorts (id),
      asked_by text references learners (id) on delete set null,
      asked_at integer not null,
      applied_at integer,
      applied_by text references learners (id) on delete set null,
      dropped_at integer,
      dropped_by text references learners (id) on delete set null,
      check (applied_at is null or dropped_at is null)
    ) strict`,
    `create table regrade_items (
      regrade_id text not null references regrades (id) on delete cascade,
      attempt_id text not null references attempts (id) on delete cascade,
      position integer not null,
      exercise_digest text not null,
      old_report_id text references reports (id) on delete cascade,
      old_outcome text,
      old_score integer,
      report_id text,
      report text,
      new_outcome text,
      new_score integer,
      graded_at integer,
      applied_at integer,
      primary key (regrade_id, attempt_id)
    ) strict, without rowid`,
    `create index regrade_items_attempt on regrade_items (attempt_id)`,
    `create table regrade_evidence (
      regrade_id text not null,
      attempt_id text not null,
      position integer not null,
      name text not null,
      mime text not null,
      width integer not null,
      height integer not null,
      alt text not null,
      sha256 text not null references blobs (sha256),
      primary key (regrade_id, attempt_id, name),
      foreign key (regrade_id, attempt_id) references regrade_items (regrade_id, attempt_id) on delete cascade
    ) strict, without rowid`,
    `create index regrade_evidence_blob on regrade_evidence (sha256)`,
    `create table edit_hashes (
      attempt_id text not null references attempts (id) on delete cascade,
      method text not null,
      edit text,
      made_at integer not null,
      primary key (attempt_id, method)
    ) strict, without rowid`,
    `create table looked_pairs (
      cohort_id text not null references cohorts (id),
      first_id text not null references attempts (id) on delete cascade,
      second_id text not null references attempts (id) on delete cascade,
      note text not null,
      looked_by text references learners (id) on delete set null,
      looked_at integer not null,
      primary key (cohort_id, first_id, second_id),
      check (first_id < second_id)
    ) strict, without rowid`,
  ],
};
