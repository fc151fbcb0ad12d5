import * as refusals from '#core/cohort-refusals.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import { shownLine } from '#core/shown-line.ts';
import type { Learner } from '#core/types.ts';
import { assignmentsOf } from '../db/assignments.ts';
import { recordAudit } from '../db/audit.ts';
import {
  deleteLabel,
  endMembership,
  insertLabel,
  labelsOf,
  MemberRole,
  membersOf,
  putMember,
  setLabels,
} from '../db/members.ts';
import type { Trx } from '../db/open.ts';
import { overridesOf } from '../db/overrides.ts';
import { newId } from '../ids.ts';
import type { Cohorts } from './app.ts';
import type { Parts } from './parts.ts';
import { standingToChange } from './standing.ts';

type Members = Pick<Cohorts, 'setMember' | 'removeMember' | 'leave' | 'addLabel' | 'removeLabel'>;

export function members({ store, now }: Pick<Parts, 'store' | 'now'>): Members {
  const audited = (
    trx: Trx,
    viewer: Learner,
    cohortId: string,
    code: string,
    subject: string,
    change: object,
  ) => recordAudit(trx, { id: newId(), at: now(), actorId: viewer.id, cohortId, code, subject, ...change });

  /** The member, where the class keeps an instructor whatever becomes of them. */
  const memberOf = async (trx: Trx, cohortId: string, learnerId: string, stays: boolean) => {
    const all = await membersOf(trx, cohortId);
    const member = all.find(({ learner }) => learner.id === learnerId);
    if (!member) throw new Refused(refusals.memberUnknown());
    const others = all.filter(({ role, learner }) => role === 'instructor' && learner.id !== learnerId);
    if (member.role === 'instructor' && !stays && others.length === 0)
      throw new Refused(refusals.lastInstructor());
    return member;
  };

  return {
    setMember: (viewer, cohortId, learnerId, form) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          await standingToChange(trx, viewer, cohortId, 'roster.edit');
          const parsed = MemberRole.safeParse(form.role);
          if (!parsed.success) throw new Refused(refusals.memberUnknown());
          const role = parsed.data;
          const member = await memberOf(trx, cohortId, learnerId, role === 'instructor');
          const known = await labelsOf(trx, cohortId);
          const labels = known.filter(({ id }) => form.labels.includes(id));
          await putMember(trx, cohortId, { learnerId, role, sisId: null }, now());
          await setLabels(
            trx,
            cohortId,
            learnerId,
            labels.map(({ id }) => id),
          );
          await audited(trx, viewer, cohortId, 'member.changed', learnerId, {
            before: { role: member.role, labels: member.labels.map(({ name }) => name) },
            after: { role, labels: labels.map(({ name }) => name) },
          });
        }),
      ),

    removeMember: (viewer, cohortId, learnerId) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          await standingToChange(trx, viewer, cohortId, 'roster.edit');
          const { role } = await memberOf(trx, cohortId, learnerId, false);
          await endMembership(trx, cohortId, learnerId, now());
          await audited(trx, viewer, cohortId, 'member.removed', learnerId, { before: { role } });
        }),
      ),

    leave: (viewer, cohortId) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          await standingToChange(trx, viewer, cohortId, 'cohort.leave');
          const { role } = await memberOf(trx, cohortId, viewer.id, false);
          await endMembership(trx, cohortId, viewer.id, now());
          await audited(trx, viewer, cohortId, 'member.left', viewer.id, { before: { role } });
        }),
      ),

    addLabel: (viewer, cohortId, given) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          await standingToChange(trx, viewer, cohortId, 'roster.edit');
          const name = shownLine(given);
          if (name.length < 1 || name.length > 40 || /[,;|]/.test(name))
            throw new Refused(refusals.labelInvalid());
          const known = await labelsOf(trx, cohortId);
          if (known.some((label) => label.name.toLowerCase() === name.toLowerCase()))
            throw new Refused(refusals.labelTaken(name));
          const id = newId();
          await insertLabel(trx, cohortId, { id, name });
          await audited(trx, viewer, cohortId, 'label.added', id, { after: { name } });
        }),
      ),

    removeLabel: (viewer, cohortId, labelId) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          await standingToChange(trx, viewer, cohortId, 'roster.edit');
          const label = (await labelsOf(trx, cohortId)).find(({ id }) => id === labelId);
          if (!label) return;
          const assignments = await assignmentsOf(trx, [cohortId]);
          const overrides = await overridesOf(
            trx,
            assignments.map(({ id }) => id),
          );
          const used = overrides.filter((one) => 'labelId' in one.for && one.for.labelId === labelId).length;
          if (used > 0) throw new Refused(refusals.labelUsed(label.name, used));
          await deleteLabel(trx, labelId);
          await audited(trx, viewer, cohortId, 'label.removed', labelId, { before: { name: label.name } });
        }),
      ),
  };
}
