import { may } from '#core/permissions.ts';
import type { Waiting } from '#core/review/types.ts';
import type { Learner } from '#core/types.ts';
import { countedVerdicts } from '../db/reports.ts';
import { waitingAppeals, waitingForReview, type CohortScope } from '../db/review-queue.ts';
import { cohortsOfPerson } from '../db/standing.ts';
import { leasesFor } from './hold.ts';
import type { ReviewParts } from './review.ts';

/** What waits for this person, oldest first; null to those who review nothing. Their own work is for others. */
export async function readQueue(
  { store: { db }, now }: ReviewParts,
  viewer: Learner,
): Promise<Waiting[] | null> {
  // An appeal waits for its answer also where the class is over.
  const belongs = await cohortsOfPerson(db, viewer.id, { archived: true });
  const places = belongs.filter(({ role }) => may(viewer, 'queue.see', role));
  const everywhere = may(viewer, 'queue.see', null);
  const alone = !viewer.guest && viewer.role === 'instructor';
  if (!everywhere && !alone && places.length === 0) return null;
  const scope: CohortScope = everywhere ? null : places.map(({ cohortId }) => cohortId);
  const [reviews, appeals] = await Promise.all([
    waitingForReview(db, scope),
    waitingAppeals(db, scope, alone),
  ]);
  const rows = [
    ...appeals.map((row) => ({ row, why: 'appeal' as const })),
    ...reviews.map((row) => ({ row, why: 'review' as const })),
  ].filter(({ row }) => row.learner_id !== viewer.id);
  const ids = [...new Set(rows.map(({ row }) => row.attempt_id))];
  const [verdicts, leases] = await Promise.all([countedVerdicts(db, ids), leasesFor(db, viewer, ids, now())]);
  return rows
    .map(({ row, why }) => ({
      attemptId: row.attempt_id,
      learner: row.learner,
      exerciseId: row.exercise_id,
      cohort: row.cohort,
      why,
      since: row.since,
      outcome: verdicts.get(row.attempt_id)?.outcome ?? null,
      score: verdicts.get(row.attempt_id)?.score ?? null,
      lease: leases(row.attempt_id),
    }))
    .toSorted((a, b) => a.since - b.since || (a.attemptId < b.attemptId ? -1 : 1));
}
