import type { Migration } from '../migrate.ts';

/** Where the work of a guest went who signed in to an account: an upload may still be on its way. */
export const mergedGuests: Migration = {
  name: '0002-merged-guests',
  statements: [
    `create table merged_guests (
      guest_id text primary key,
      account_id text not null references learners (id) on delete cascade,
      merged_at integer not null
    ) strict`,
  ],
};
