import { GRADE } from '#worker/supervisor.ts';
import { unqueuedItems } from '../db/regrades.ts';
import type { JobQueue } from '../db/job-queue.ts';
import type { Store } from '../db/open.ts';

/** Behind every live attempt, whenever that comes. */
const PRIORITY = -10;
/** Items that one transaction queues. */
const SOME = 250;

/** What a job of a regrade is about. */
export const subjectOf = (regradeId: string, attemptId: string): string => `${regradeId}:${attemptId}`;

/**
 * Queues every item of a running regrade that has neither a shadow report nor a job, some at a time: called when one is
 * asked for, and again by housekeeping, so that a stop in between loses nothing. Returns how many.
 */
export async function feedRegrades(store: Store, queue: JobQueue): Promise<number> {
  let queued = 0;
  for (;;) {
    const fed = await store.transaction(async (trx) => {
      const items = await unqueuedItems(trx, SOME);
      for (const { regrade_id: regradeId, attempt_id: attemptId } of items) {
        const subject = subjectOf(regradeId, attemptId);
        const dedupeKey = `regrade:${subject}`;
        await queue.enqueue(trx, GRADE, { regradeId, attemptId }, { dedupeKey, subject, priority: PRIORITY });
      }
      return items.length;
    });
    queued += fed;
    if (fed < SOME) return queued;
  }
}
