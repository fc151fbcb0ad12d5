import type { Migration } from '../migrate.ts';

/** A person's review by a rubric: marks, who has it at the moment, and how reviewers agreed with the samples. */
export const capstone: Migration = {
  name: '0010-capstone',
  statements: [
    'alter table certificate_reviews add column version integer not null default 0',
    'alter table certificate_reviews add column held_by text references learners (id) on delete set null',
    'alter table certificate_reviews add column held_until integer',
    `create table certificate_review_marks (
      review_id text not null references certificate_reviews (id) on delete cascade,
      position integer not null,
      dimension text not null,
      title text not null,
      level integer not null check (level between 0 and 4),
      sentence text not null,
      primary key (review_id, position)
    ) strict, without rowid`,
    `create table calibrations (
      reviewer_id text not null references learners (id) on delete cascade,
      rubric text not null,
      version integer not null,
      round integer not null,
      levels text not null,
      mean real not null,
      furthest integer not null,
      agrees integer not null check (agrees in (0, 1)),
      done_at integer not null,
      primary key (reviewer_id, rubric, version, round)
    ) strict, without rowid`,
    'alter table portfolios add column certificates_shown integer not null default 1 check (certificates_shown in (0, 1))',
  ],
};
