import { credit, effectiveTerms } from '#core/terms.ts';
import { assignmentsOf } from '../db/assignments.ts';
import { labelIdsOf, membershipsOf } from '../db/members.ts';
import type { Db, Trx } from '../db/open.ts';
import { overridesOf } from '../db/overrides.ts';

/** What an attempt of this learner at this exercise is worth in their classes by when it came, as text to be compared. */
export async function worthAt(
  db: Db | Trx,
  learnerId: string,
  exerciseId: string,
): Promise<(arrivedAt: number) => string> {
  const roles = await membershipsOf(db, learnerId);
  const cohortIds = [...roles].filter(([, role]) => role === 'learner').map(([id]) => id);
  const assigned = (await assignmentsOf(db, cohortIds)).filter((one) => one.exerciseIds.includes(exerciseId));
  const overrides = await overridesOf(
    db,
    assigned.map(({ id }) => id),
  );
  const member = { learnerId, labelIds: await labelIdsOf(db, learnerId) };
  const terms = assigned.map((one) =>
    effectiveTerms(
      one,
      overrides.filter(({ assignmentId }) => assignmentId === one.id),
      member,
    ),
  );
  return (arrivedAt) => JSON.stringify(terms.map((one) => credit(one, arrivedAt)));
}
