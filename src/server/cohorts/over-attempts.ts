import { may, type Action } from '#core/permissions.ts';
import type { Learner } from '#core/types.ts';
import type { Db, Trx } from '../db/open.ts';
import { rolesOver } from '../db/staff-of.ts';

/** Whether `viewer` may do this with somebody's attempt, by the cohorts it was made in. One's own is seen without asking. */
export async function mayOver(
  db: Db | Trx,
  viewer: Learner,
  action: Action,
  attempt: { learner_id: string; exercise_id: string; arrived_at: number },
): Promise<boolean> {
  if (may(viewer, action, null)) return true;
  const roles = await rolesOver(db, viewer.id, attempt);
  return roles.some((role) => may(viewer, action, role));
}
