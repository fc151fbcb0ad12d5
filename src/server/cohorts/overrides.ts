import * as refusals from '#core/assignment-refusals.ts';
import type { Assignment, StoredOverride } from '#core/cohorts.ts';
import { lessThanEveryone, termsWith } from '#core/moves.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import type { TermName } from '#core/terms.ts';
import { zoned } from '#core/view/zoned.ts';
import { recordAudit } from '../db/audit.ts';
import { labelsOf, membersOf } from '../db/members.ts';
import type { Trx } from '../db/open.ts';
import { insertOverride, overridesOf, removeOverride } from '../db/overrides.ts';
import { newId } from '../ids.ts';
import type { Cohorts } from './app.ts';
import { assignmentIn } from './assignments.ts';
import type { Parts } from './parts.ts';
import { readOverride } from './read-assignment.ts';
import { standingToChange } from './standing.ts';
import { tellOfTerms } from './tell-of-terms.ts';

type Overriding = Pick<Cohorts, 'putOverride' | 'removeOverride'>;

export function overriding({ store, now }: Pick<Parts, 'store' | 'now'>): Overriding {
  return {
    putOverride: (viewer, cohortId, assignmentId, form) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          const { cohort } = await standingToChange(trx, viewer, cohortId, 'assignment.edit');
          const assignment = await assignmentIn(trx, cohortId, assignmentId);
          const target = await targetOf(trx, cohortId, form.for);
          const override: StoredOverride = {
            id: newId(),
            assignmentId,
            for: target.for,
            reason: form.reason,
            madeAt: now(),
            madeBy: viewer.id,
            ...readOverride(form, cohort.zone),
          };
          const live = await overridesOf(trx, [assignmentId]);
          const replaced = live.find(({ id }) => id === form.replaces);
          if (form.replaces !== '' && !replaced) throw new Refused(refusals.overrideGone());
          const taken = live.some((one) => one !== replaced && sameTarget(one.for, target.for));
          if (taken) throw new Refused(refusals.overrideExists(target.name));
          refuseDisorderBeside(assignment, override);
          const less = lessThanEveryone(assignment, override);
          if (less.length > 0 && !form.shorten)
            throw new Refused(
              refusals.wouldShorten(less.map((name) => lessWords(name, assignment, cohort.zone))),
            );
          if (replaced) await removeOverride(trx, replaced.id, now());
          await insertOverride(trx, override);
          const after = [...live.filter((one) => one !== replaced), override];
          await tellOfTerms(trx, cohort, assignment, {
            before: live,
            after,
            at: now(),
          });
          await recordAudit(trx, {
            id: newId(),
            at: now(),
            actorId: viewer.id,
            cohortId,
            code: replaced ? 'override.changed' : 'override.added',
            subject: assignmentId,
            ...(replaced ? { before: replaced } : {}),
            after: override,
            ...(form.reason === '' ? {} : { reason: form.reason }),
          });
        }),
      ),

    removeOverride: (viewer, cohortId, assignmentId, overrideId) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          const { cohort } = await standingToChange(trx, viewer, cohortId, 'assignment.edit');
          const assignment = await assignmentIn(trx, cohortId, assignmentId);
          const live = await overridesOf(trx, [assignmentId]);
          const before = live.find(({ id }) => id === overrideId);
          if (!before) return;
          await removeOverride(trx, overrideId, now());
          const after = live.filter((one) => one !== before);
          await tellOfTerms(trx, cohort, assignment, { before: live, after, at: now() });
          await recordAudit(trx, {
            id: newId(),
            at: now(),
            actorId: viewer.id,
            cohortId,
            code: 'override.removed',
            subject: assignmentId,
            before,
          });
        }),
      ),
  };
}

/** Refuses times that would stand in the wrong order beside those that are inherited. */
function refuseDisorderBeside(assignment: Assignment, override: StoredOverride): void {
  const { opensAt, dueAt, closesAt } = termsWith(assignment, override);
  const ends = dueAt ?? closesAt;
  if (opensAt !== null && ends !== null && ends < opensAt)
    throw new Refused(refusals.wrongOrder('opens', dueAt === null ? 'closes' : 'due'));
  // `effectiveTerms` would move the close behind the due time: it would not be what was typed.
  const close = override.closesAt ?? null;
  if (close !== null && dueAt !== null && close < dueAt)
    throw new Refused(refusals.wrongOrder('due', 'closes'));
}

async function targetOf(
  trx: Trx,
  cohortId: string,
  given: string,
): Promise<{ for: StoredOverride['for']; name: string }> {
  const [kind, id = ''] = given.split(':');
  if (kind === 'learner') {
    const members = await membersOf(trx, cohortId);
    const member = members.find(({ learner, role }) => learner.id === id && role === 'learner');
    if (!member) throw new Refused(refusals.targetUnknown());
    return { for: { learnerId: id }, name: member.learner.name };
  }
  if (kind !== 'label') throw new Refused(refusals.nobodyChosen());
  const label = (await labelsOf(trx, cohortId)).find((one) => one.id === id);
  if (!label) throw new Refused(refusals.targetUnknown());
  return { for: { labelId: id }, name: `“${label.name}”` };
}

const sameTarget = (a: StoredOverride['for'], b: StoredOverride['for']): boolean =>
  'learnerId' in a
    ? 'learnerId' in b && a.learnerId === b.learnerId
    : 'labelId' in b && a.labelId === b.labelId;

function lessWords(name: TermName, assignment: Assignment, zone: string): string {
  const time = (at: number | null, never: string) =>
    at === null ? never : `${zoned(at, zone)} for everyone`;
  switch (name) {
    case 'opensAt':
      return `It would open later (${time(assignment.opensAt, 'it is open for everyone')})`;
    case 'dueAt':
      return `It would be due earlier (${time(assignment.dueAt, 'it has no due time for everyone')})`;
    case 'closesAt':
      return `It would close earlier (${time(assignment.closesAt, 'it never closes for everyone')})`;
    case 'attempts':
      return `Fewer attempts would count (${assignment.attempts ?? 'any number'} for everyone)`;
    case 'late':
      return 'Late work would earn less than it does for everyone';
  }
}
