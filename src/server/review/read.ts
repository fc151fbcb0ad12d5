import { mayAt } from '#core/review/standing.ts';
import type { ReviewOfAttempt, StaffSide } from '#core/review/types.ts';
import { may } from '#core/permissions.ts';
import type { Learner } from '#core/types.ts';
import { countedVerdict } from '#core/verdict.ts';
import { appealsOf } from '../db/appeals.ts';
import { attemptById } from '../db/attempts.ts';
import { commentsOf, snippetsFor } from '../db/comments.ts';
import { namesOf } from '../db/learners.ts';
import { manualGradesOf } from '../db/manual-grades.ts';
import { reportsOf } from '../db/reports.ts';
import { auditOfSubject, reviewOf } from '../db/reviews.ts';
import { cohortsOfPerson } from '../db/standing.ts';
import { leasesFor } from './hold.ts';
import type { ReviewParts } from './review.ts';
import { standingAt } from './standing.ts';

/** Everything said of an attempt, as far as the viewer may see it; null when they may see nothing. */
export async function readReview(
  parts: ReviewParts,
  attemptId: string,
  viewer: Learner,
): Promise<ReviewOfAttempt | null> {
  const { db } = parts.store;
  const attempt = await attemptById(db, attemptId);
  if (!attempt) return null;
  const standing = await standingAt(db, viewer, attempt);
  const staff = !standing.own && mayAt(viewer, 'grade.give', standing);
  if (!standing.own && !staff) return null;
  const [stored, comments, appeals, grades, reports] = await Promise.all([
    reviewOf(db, attemptId),
    commentsOf(db, attemptId),
    appealsOf(db, attemptId),
    manualGradesOf(db, [attemptId]),
    reportsOf(db, [attemptId]),
  ]);
  const manual = grades.get(attemptId) ?? [];
  const names = await namesOf(
    db,
    manual.flatMap(({ by }) => (by === null ? [] : [by])),
  );
  const verdict = countedVerdict(reports.get(attemptId)?.report ?? null, manual);
  const { note, version, doneAt, doneBy } = stored;
  return {
    attemptId,
    verdict,
    grades: manual.map((grade) => ({ ...grade, byName: names.get(grade.by ?? '') ?? null })),
    comments,
    note,
    version,
    done: doneAt === null ? null : { at: doneAt, by: doneBy },
    appeals,
    staff: staff ? await staffSide(parts, viewer, attemptId, mayAt(viewer, 'appeal.decide', standing)) : null,
    mayAppeal:
      standing.own &&
      !viewer.guest &&
      verdict.outcome !== null &&
      appeals.every(({ state }) => state !== 'open'),
  };
}

async function staffSide(
  { store: { db }, now }: ReviewParts,
  viewer: Learner,
  attemptId: string,
  mayDecide: boolean,
): Promise<StaffSide> {
  const places = await cohortsOfPerson(db, viewer.id);
  const reviewing = places.filter(({ role }) => may(viewer, 'snippet.share', role));
  const [leases, snippets, audit] = await Promise.all([
    leasesFor(db, viewer, [attemptId], now()),
    snippetsFor(
      db,
      viewer.id,
      reviewing.map(({ cohortId }) => cohortId),
    ),
    auditOfSubject(db, attemptId),
  ]);
  return {
    lease: leases(attemptId),
    snippets,
    cohorts: reviewing.map(({ cohortId, name }) => ({ id: cohortId, name })),
    audit,
    mayDecide,
  };
}
