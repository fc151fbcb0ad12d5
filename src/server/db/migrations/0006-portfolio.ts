import type { Migration } from '../migrate.ts';

/** Portfolios with their pieces, and solutions that learners share with those who have passed the same exercise. */
export const portfolio: Migration = {
  name: '0006-portfolio',
  statements: [
    `create table portfolios (
      learner_id text primary key references learners (id) on delete cascade,
      handle text unique,
      name text not null,
      headline text not null,
      introduction text not null,
      link text not null,
      theme text not null,
      visibility text not null check (visibility in ('private', 'unlisted', 'public')),
      version integer not null,
      changed_at integer not null,
      check (visibility = 'private' or handle is not null)
    ) strict`,
    `create table portfolio_pieces (
      id text primary key,
      learner_id text not null references portfolios (learner_id) on delete cascade,
      position integer not null,
      attempt_id text references attempts (id) on delete cascade,
      title text,
      sha256 text references blobs (sha256),
      bytes integer,
      width integer,
      height integer,
      statement text not null,
      process text not null,
      tools text not null,
      ai_use text not null check (ai_use in ('none', 'assisted', 'generated')),
      ai_note text not null,
      version integer not null,
      added_at integer not null,
      unique (learner_id, attempt_id),
      check ((attempt_id is null) = (sha256 is not null)),
      check ((sha256 is null) = (title is null))
    ) strict`,
    'create index portfolio_pieces_order on portfolio_pieces (learner_id, position, id)',
    `create table shared_solutions (
      attempt_id text primary key references attempts (id) on delete cascade,
      learner_id text not null references learners (id) on delete cascade,
      exercise_id text not null,
      note text not null,
      named integer not null check (named in (0, 1)),
      shared_at integer not null,
      hidden_at integer,
      hidden_by text references learners (id) on delete set null,
      hidden_reason text
    ) strict`,
    'create index shared_solutions_exercise on shared_solutions (exercise_id, shared_at)',
    `create table solution_flags (
      attempt_id text not null references shared_solutions (attempt_id) on delete cascade,
      learner_id text not null references learners (id) on delete cascade,
      reason text not null,
      flagged_at integer not null,
      settled_at integer,
      primary key (attempt_id, learner_id)
    ) strict, without rowid`,
  ],
};
