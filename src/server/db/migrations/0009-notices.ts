import type { Migration } from '../migrate.ts';

/** What people are told of, in the app and by e-mail, and what they want to be told of. */
export const notices: Migration = {
  name: '0009-notices',
  statements: [
    `create table notices (
      id text primary key,
      learner_id text not null references learners (id) on delete cascade,
      code text not null,
      params text not null,
      href text not null,
      dedupe_key text,
      at integer not null,
      read_at integer,
      mail_from integer,
      mailed_at integer,
      mail_tries integer not null default 0,
      mail_lease integer,
      unique (learner_id, dedupe_key)
    ) strict`,
    'create index notices_learner on notices (learner_id, at)',
    'create index notices_mail on notices (mail_from) where mailed_at is null and read_at is null',
    `create table notice_settings (
      learner_id text primary key references learners (id) on delete cascade,
      settings text not null
    ) strict`,
  ],
};
