import { byDue, exerciseDuty, phaseAt, type Duty } from '#core/duties.ts';
import { effectiveTerms } from '#core/terms.ts';
import { assignmentsOf } from '../db/assignments.ts';
import { dutyAttempts, waitingOf } from '../db/duty-attempts.ts';
import { cohortById } from '../db/cohorts.ts';
import { labelIdsOf, membershipsOf } from '../db/members.ts';
import { overridesOf } from '../db/overrides.ts';
import type { Cohorts } from './app.ts';
import type { Parts } from './parts.ts';

/** What a learner has to do, with the terms that hold for them. */
export function dutiesOf({ store: { db }, now }: Pick<Parts, 'store' | 'now'>): Cohorts['duties'] {
  return async (learner, { cohortId, exerciseId } = {}) => {
    const roles = await membershipsOf(db, learner.id);
    const cohortIds = [...roles].filter(([, role]) => role === 'learner').map(([id]) => id);
    const asked = cohortIds.filter((id) => cohortId === undefined || id === cohortId);
    const all = await assignmentsOf(db, asked);
    const assignments = all.filter(
      ({ exerciseIds }) => exerciseId === undefined || exerciseIds.includes(exerciseId),
    );
    if (assignments.length === 0) return [];
    const cohorts = new Map(
      await Promise.all(asked.map(async (id) => [id, await cohortById(db, id)] as const)),
    );
    const overrides = await overridesOf(
      db,
      assignments.map(({ id }) => id),
    );
    const attempts = await dutyAttempts(db, learner.id);
    const waiting = new Map(
      await Promise.all(asked.map(async (id) => [id, await waitingOf(db, id, learner.id)] as const)),
    );
    const attemptsIn = (cohort: string, exercise: string) =>
      (attempts.get(exercise) ?? []).map((one) => ({
        ...one,
        review: waiting.get(cohort)?.get(one.id) ?? null,
      }));
    const member = { learnerId: learner.id, labelIds: await labelIdsOf(db, learner.id) };
    const duties = assignments.flatMap((assignment): Duty[] => {
      const cohort = cohorts.get(assignment.cohortId);
      if (!cohort || cohort.archivedAt !== null) return [];
      const own = overrides.filter((one) => one.assignmentId === assignment.id);
      const terms = effectiveTerms(assignment, own, member);
      const exercises = assignment.exerciseIds
        .filter((id) => exerciseId === undefined || id === exerciseId)
        .map((id) => exerciseDuty(terms, id, attemptsIn(cohort.id, id), now()));
      return [{ cohort, assignment, terms, phase: phaseAt(terms, now()), exercises }];
    });
    return duties.toSorted((a, b) => byDue(a.terms, b.terms));
  };
}
