import { noSuchAssignment } from '#core/assignment-refusals.ts';
import { changedMeanwhile } from '#core/cohort-refusals.ts';
import type { Assignment } from '#core/cohorts.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import type { Learner } from '#core/types.ts';
import type { AssignmentForm } from '#core/view/assignment-form.ts';
import { assignmentById, insertAssignment, removeAssignment, updateAssignment } from '../db/assignments.ts';
import { recordAudit } from '../db/audit.ts';
import { classArrivals } from '../db/duty-attempts.ts';
import { membersOf } from '../db/members.ts';
import type { Db, Trx } from '../db/open.ts';
import { insertOverride, overridesOf, removeOverride } from '../db/overrides.ts';
import { newId } from '../ids.ts';
import type { Cohorts } from './app.ts';
import { alongWith, changePreview } from './change-preview.ts';
import type { Parts } from './parts.ts';
import { readAssignment } from './read-assignment.ts';
import { standingToChange } from './standing.ts';

type Assigning = Pick<Cohorts, 'assign' | 'previewChange' | 'changeAssignment' | 'removeAssignment'>;

/** The assignment, where it is one of this class. Throws `Refused`. */
export async function assignmentIn(db: Db | Trx, cohortId: string, id: string): Promise<Assignment> {
  const assignment = await assignmentById(db, id);
  if (assignment?.cohortId !== cohortId) throw new Refused(noSuchAssignment());
  return assignment;
}

export function assigning({ store, catalogue, now }: Parts): Assigning {
  const audited = (
    trx: Trx,
    viewer: Learner,
    cohortId: string,
    code: string,
    subject: string,
    change: object,
  ) => recordAudit(trx, { id: newId(), at: now(), actorId: viewer.id, cohortId, code, subject, ...change });

  /** The assignment as stored and as the form would have it. */
  const bothOf = async (
    trx: Db | Trx,
    viewer: Learner,
    cohortId: string,
    id: string,
    form: AssignmentForm,
  ) => {
    const { cohort } = await standingToChange(trx, viewer, cohortId, 'assignment.edit');
    const before = await assignmentIn(trx, cohortId, id);
    const after = { ...before, ...readAssignment(form, cohort.zone, catalogue, before) };
    if (Number(form.version) !== before.version) throw new Refused(changedMeanwhile('The assignment'));
    return { cohort, before, after };
  };

  return {
    assign: (viewer, cohortId, form) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          const { cohort } = await standingToChange(trx, viewer, cohortId, 'assignment.edit');
          const draft = readAssignment(form, cohort.zone, catalogue, null);
          const assignment = { ...draft, id: newId(), cohortId, createdAt: now(), version: 1 };
          await insertAssignment(trx, assignment);
          await audited(trx, viewer, cohortId, 'assignment.made', assignment.id, { after: draft });
          return assignment;
        }),
      ),

    previewChange: (viewer, cohortId, id, form) =>
      outcomeOf(async () => {
        const { cohort, before, after } = await bothOf(store.db, viewer, cohortId, id, form);
        return changePreview(
          before,
          after,
          await overridesOf(store.db, [id]),
          await membersOf(store.db, cohortId),
          await classArrivals(store.db, cohortId, after.exerciseIds),
          cohort.zone,
        );
      }),

    changeAssignment: (viewer, cohortId, id, form, along) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          const { cohort, before, after } = await bothOf(trx, viewer, cohortId, id, form);
          if (!(await updateAssignment(trx, after))) throw new Refused(changedMeanwhile('The assignment'));
          const moving = (await overridesOf(trx, [id])).filter((one) => along.includes(one.id));
          for (const override of moving) {
            const moved = alongWith(override, before, after, cohort.zone);
            if (!moved) continue;
            await removeOverride(trx, override.id, now());
            await insertOverride(trx, {
              ...override,
              ...moved,
              id: newId(),
              madeAt: now(),
              madeBy: viewer.id,
            });
          }
          await audited(trx, viewer, cohortId, 'assignment.changed', id, { before, after });
          return { ...after, version: before.version + 1 };
        }),
      ),

    removeAssignment: (viewer, cohortId, id) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          await standingToChange(trx, viewer, cohortId, 'assignment.edit');
          const before = await assignmentIn(trx, cohortId, id);
          await removeAssignment(trx, id, now());
          await audited(trx, viewer, cohortId, 'assignment.removed', id, { before });
        }),
      ),
  };
}
