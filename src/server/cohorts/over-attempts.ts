import type { Action } from '#core/permissions.ts';
import { mayAt } from '#core/review/standing.ts';
import type { Learner } from '#core/types.ts';
import type { Db, Trx } from '../db/open.ts';
import { standingAt } from '../review/standing.ts';

/** Whether `viewer` may do this with somebody's attempt, by the cohorts it was made in. One's own is seen without asking. */
export async function mayOver(
  db: Db | Trx,
  viewer: Learner,
  action: Action,
  attempt: Parameters<typeof standingAt>[2],
): Promise<boolean> {
  return mayAt(viewer, action, await standingAt(db, viewer, attempt));
}
