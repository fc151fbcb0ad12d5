import type { Migration } from '../migrate.ts';

/** Accounts that their owners have asked to delete, and when that will be done. */
export const accountDeletions: Migration = {
  name: '0008-account-deletions',
  statements: [
    `create table account_deletions (
      learner_id text primary key references learners (id) on delete cascade,
      asked_at integer not null,
      due_at integer not null
    ) strict`,
    'create index account_deletions_due on account_deletions (due_at)',
  ],
};
