import { notYours, noSuchAttempt, ownWork } from '#core/review/refusals.ts';
import { mayAt, type Standing } from '#core/review/standing.ts';
import type { Action } from '#core/permissions.ts';
import { Refused } from '#core/refusal.ts';
import type { Learner } from '#core/types.ts';
import { appealsOf } from '../db/appeals.ts';
import { attemptById } from '../db/attempts.ts';
import type { Db, Trx } from '../db/open.ts';
import type { AttemptRow } from '../db/schema.ts';
import { cohortsOfAttempt, type Place } from '../db/standing.ts';

interface Stands extends Standing {
  cohorts: Place[];
}

export async function standingAt(
  db: Db | Trx,
  viewer: Learner,
  attempt: Pick<AttemptRow, 'id' | 'learner_id' | 'exercise_id' | 'arrived_at'>,
): Promise<Stands> {
  const [cohorts, appeals] = await Promise.all([
    cohortsOfAttempt(db, attempt, viewer.id),
    appealsOf(db, attempt.id),
  ]);
  const appealed = appeals.some(({ state }) => state !== 'withdrawn');
  return { own: attempt.learner_id === viewer.id, cohorts, appealed };
}

/**
 * The attempt and how the viewer stands to it, when they may do this there. Who may not even see it learns nothing of it.
 * Throws `Refused`: 404 no-such-attempt, 403 own-work, not-your-right.
 */
export async function requireAt(
  db: Db | Trx,
  viewer: Learner,
  attemptId: string,
  action: Action,
): Promise<{ attempt: AttemptRow; standing: Stands; cohortId: string | null }> {
  const attempt = await attemptById(db, attemptId);
  const standing = attempt && (await standingAt(db, viewer, attempt));
  if (!attempt || !standing) throw new Refused(noSuchAttempt());
  if (standing.own) throw new Refused(ownWork());
  if (!mayAt(viewer, 'attempt.see', standing)) throw new Refused(noSuchAttempt());
  if (!mayAt(viewer, action, standing)) throw new Refused(notYours());
  return { attempt, standing, cohortId: cohortOf(standing) };
}

/** The cohort in whose name somebody acts: one where they have a role, else the first it was made for. */
const cohortOf = ({ cohorts }: Stands): string | null =>
  (cohorts.find(({ role }) => role !== null && role !== 'learner') ?? cohorts[0])?.cohortId ?? null;
