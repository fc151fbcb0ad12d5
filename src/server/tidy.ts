import type { BlobStore } from './blobs/blob-store.ts';
import { namedBlobs } from './db/blobs.ts';
import { forgetRuns } from './db/forget-runs.ts';
import { forgetMergedGuests, removeUnusedGuests } from './db/learners.ts';
import { forgetNotices } from './db/notices.ts';
import type { Store } from './db/open.ts';
import type { Log } from './log.ts';

const DAY = 86_400_000;
/** Runs of the lab with their pictures; what was handed in stays with its attempt. */
const LAB_KEPT = 30 * DAY;
const NOTICES_KEPT = 180 * DAY;

interface Parts {
  store: Store;
  blobs: BlobStore;
  /** Deletes accounts whose time has come; returns how many. */
  deleteAccounts(): Promise<number>;
  log: Log;
  now: () => number;
}

/** Forgets what nobody needs any more: guests who did nothing, old runs of the lab, old notices, deleted accounts, their files. */
export function tidying({ store, blobs, deleteAccounts, log, now }: Parts): () => Promise<void> {
  return async () => {
    const guests = await store.transaction(async (trx) => {
      await forgetMergedGuests(trx, now() - DAY);
      return removeUnusedGuests(trx, now() - 30 * DAY);
    });
    // Files go an hour after their names: nobody can be handing one of them in at that time.
    const orphans = await blobs.sweepOrphans(DAY, (digests) => namedBlobs(store.db, digests));
    const runs = await store.transaction((trx) => forgetRuns(trx, now() - LAB_KEPT));
    const accounts = await deleteAccounts();
    await store.transaction((trx) => forgetNotices(trx, now() - NOTICES_KEPT));
    if (guests + orphans + runs + accounts > 0) log('tidied', { guests, orphans, runs, accounts });
  };
}
