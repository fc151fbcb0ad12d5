import * as refusals from '#core/cohort-refusals.ts';
import type { Cohort } from '#core/cohorts.ts';
import { may, type Action, type CohortRole } from '#core/permissions.ts';
import { Refused } from '#core/refusal.ts';
import type { Learner } from '#core/types.ts';
import { cohortById } from '../db/cohorts.ts';
import { membership } from '../db/members.ts';
import type { Db, Trx } from '../db/open.ts';

export interface Standing {
  cohort: Cohort;
  role: CohortRole | null;
}

/** The class and what this person is in it. Throws `Refused`: 404 where they may not even know of it, 403 where they may not do this. */
export async function standing(
  db: Db | Trx,
  viewer: Learner,
  cohortId: string,
  action: Action,
): Promise<Standing> {
  const cohort = await cohortById(db, cohortId);
  const role = cohort && (await membership(db, cohortId, viewer.id));
  if (!cohort || !may(viewer, 'cohort.see', role)) throw new Refused(refusals.noSuchClass());
  if (!may(viewer, action, role)) throw new Refused(refusals.notYoursToDo());
  return { cohort, role };
}

/** As `standing`, to change something: nothing in the archive is changed. */
export async function standingToChange(
  db: Db | Trx,
  viewer: Learner,
  cohortId: string,
  action: Action,
): Promise<Standing> {
  const found = await standing(db, viewer, cohortId, action);
  if (found.cohort.archivedAt !== null) throw new Refused(refusals.archived());
  return found;
}
