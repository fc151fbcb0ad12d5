import * as refusals from '#core/cohort-refusals.ts';
import { timesOf } from './times.ts';
import { byDue } from '#core/duties.ts';
import type { Cohort } from '#core/cohorts.ts';
import { ACTIONS, may, type Action } from '#core/permissions.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import { shownLine } from '#core/shown-line.ts';
import type { Learner } from '#core/types.ts';
import { assignmentsOf, updateAssignment } from '../db/assignments.ts';
import { recordAudit, type AuditEntry } from '../db/audit.ts';
import { allCohorts, cohortById, cohortByInvite, insertCohort, updateCohort } from '../db/cohorts.ts';
import { labelsOf, membersOf, membership, membershipsOf, putMember } from '../db/members.ts';
import type { Trx } from '../db/open.ts';
import { insertOverride, overridesOf, removeOverride } from '../db/overrides.ts';
import { newId } from '../ids.ts';
import { isZone } from '../zones.ts';
import type { Cohorts } from './app.ts';
import type { Parts } from './parts.ts';
import { standing, standingToChange } from './standing.ts';

type Classes = Pick<
  Cohorts,
  'list' | 'concern' | 'create' | 'see' | 'change' | 'setArchived' | 'setInvite' | 'invitation' | 'join'
>;

/** Ten letters and digits without look-alikes: 50 bits. */
const newCode = (): string => newId().slice(-10).toUpperCase();

export function classes({ store, now }: Parts): Classes {
  const { db } = store;

  const audited = (
    trx: Trx,
    viewer: Learner,
    entry: Pick<AuditEntry, 'cohortId' | 'code' | 'before' | 'after'>,
  ) =>
    recordAudit(trx, {
      ...entry,
      id: newId(),
      at: now(),
      actorId: viewer.id,
      subject: entry.cohortId ?? '',
    });

  const save = async (trx: Trx, cohort: Cohort): Promise<void> => {
    if (!(await updateCohort(trx, cohort))) throw new Refused(refusals.changedMeanwhile('The class'));
  };

  return {
    async list(viewer) {
      const roles = await membershipsOf(db, viewer.id);
      const all = await allCohorts(db);
      const seen = all.filter(({ id }) => roles.has(id) || may(viewer, 'cohort.see-all', null));
      return Promise.all(
        seen.map(async (cohort) => ({
          cohort,
          role: roles.get(cohort.id) ?? null,
          learners: (await membersOf(db, cohort.id)).filter(({ role }) => role === 'learner').length,
          assignments: await assignmentsOf(db, [cohort.id]),
        })),
      );
    },

    concern: async (viewer) =>
      may(viewer, 'cohort.create', null) || (await membershipsOf(db, viewer.id)).size > 0,

    create: (viewer, form) =>
      outcomeOf(async () => {
        if (!may(viewer, 'cohort.create', null)) throw new Refused(refusals.noNewClasses());
        const cohort: Cohort = {
          id: newId(),
          name: readName(form.name),
          zone: readZone(form.zone),
          inviteCode: newCode(),
          inviteClosedAt: null,
          createdAt: now(),
          archivedAt: null,
          version: 1,
        };
        await store.transaction(async (trx) => {
          await insertCohort(trx, cohort, viewer.id);
          await putMember(trx, cohort.id, { learnerId: viewer.id, role: 'instructor', sisId: null }, now());
          const { name, zone } = cohort;
          await audited(trx, viewer, { cohortId: cohort.id, code: 'cohort.created', after: { name, zone } });
        });
        return cohort;
      }),

    see: (viewer, cohortId) =>
      outcomeOf(async () => {
        const { cohort, role } = await standing(db, viewer, cohortId, 'cohort.see');
        const can = Object.fromEntries(
          ACTIONS.map((action) => [action, may(viewer, action, role)]),
        ) as Record<Action, boolean>;
        const members = await membersOf(db, cohortId);
        const own = members.find(({ learner }) => learner.id === viewer.id);
        const assignments = await assignmentsOf(db, [cohortId]);
        const overrides = await overridesOf(
          db,
          assignments.map(({ id }) => id),
        );
        return {
          cohort,
          role,
          can,
          members: can['roster.see']
            ? members
            : members.filter((one) => one === own || one.role !== 'learner').map(withoutAddress),
          labels: can['roster.see'] ? await labelsOf(db, cohortId) : (own?.labels ?? []),
          assignments: assignments.toSorted(byDue),
          overrides: can['roster.see'] ? overrides : [],
        };
      }),

    change: (viewer, cohortId, form) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          const { cohort } = await standingToChange(trx, viewer, cohortId, 'cohort.edit');
          const { name: oldName, zone: oldZone } = cohort;
          const [name, zone] = [readName(form.name), readZone(form.zone)];
          await save(trx, { ...cohort, name, zone, version: Number(form.version) });
          if (zone !== oldZone) await meanAnew(trx, cohortId, zone);
          await audited(trx, viewer, {
            cohortId,
            code: 'cohort.changed',
            before: { name: oldName, zone: oldZone },
            after: { name, zone },
          });
          return { ...cohort, name, zone, version: cohort.version + 1 };
        }),
      ),

    setArchived: (viewer, cohortId, archived) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          const { cohort } = await standing(trx, viewer, cohortId, 'cohort.edit');
          if ((cohort.archivedAt !== null) === archived) return;
          await save(trx, { ...cohort, archivedAt: archived ? now() : null });
          await audited(trx, viewer, { cohortId, code: archived ? 'cohort.archived' : 'cohort.taken-out' });
        }),
      ),

    setInvite: (viewer, cohortId, what) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          const { cohort } = await standingToChange(trx, viewer, cohortId, 'cohort.edit');
          const inviteClosedAt = what === 'close' ? now() : what === 'open' ? null : cohort.inviteClosedAt;
          const inviteCode = what === 'rotate' ? newCode() : cohort.inviteCode;
          await save(trx, { ...cohort, inviteClosedAt, inviteCode });
          await audited(trx, viewer, { cohortId, code: `invite.${what}` });
        }),
      ),

    invitation: (code) => outcomeOf(() => invitation(code)),

    join: (viewer, code) =>
      outcomeOf(async () => {
        if (viewer.guest) throw new Refused(refusals.accountForClass());
        const { id } = await invitation(code);
        return store.transaction(async (trx) => {
          const cohort = await cohortById(trx, id);
          if (!cohort) throw new Refused(refusals.inviteUnknown());
          if (await membership(trx, id, viewer.id)) return cohort;
          await putMember(trx, id, { learnerId: viewer.id, role: 'learner', sisId: null }, now());
          await recordAudit(trx, {
            id: newId(),
            at: now(),
            actorId: viewer.id,
            cohortId: id,
            code: 'member.joined',
            subject: viewer.id,
          });
          return cohort;
        });
      }),
  };

  async function invitation(code: string): Promise<Cohort> {
    const cohort = await cohortByInvite(db, code.replace(/[\s-]/g, '').toUpperCase());
    if (!cohort) throw new Refused(refusals.inviteUnknown());
    if (cohort.inviteClosedAt !== null || cohort.archivedAt !== null)
      throw new Refused(refusals.inviteClosed());
    return cohort;
  }
}

/** Every wall time of the class stays as it is written and means its instant in another zone. */
async function meanAnew(trx: Trx, cohortId: string, zone: string): Promise<void> {
  const assignments = await assignmentsOf(trx, [cohortId]);
  for (const assignment of assignments)
    await updateAssignment(trx, { ...assignment, ...timesOf(assignment.walls, zone) });
  const overrides = await overridesOf(
    trx,
    assignments.map(({ id }) => id),
  );
  for (const override of overrides) {
    await removeOverride(trx, override.id, override.madeAt);
    const { walls, ...times } = timesOf(override.walls, zone);
    const set = Object.fromEntries(Object.entries(times).filter(([, at]) => at !== null));
    await insertOverride(trx, { ...override, ...set, walls, id: newId() });
  }
}

/** Learners read the names of those who teach them, not their addresses. */
const withoutAddress = <One extends { learner: Learner }>(member: One): One => ({
  ...member,
  learner: { ...member.learner, email: null },
});

function readName(given: string): string {
  const name = shownLine(given);
  if (name.length < 1 || name.length > 80) throw new Refused(refusals.nameMissing());
  return name;
}

function readZone(given: string): string {
  if (!isZone(given)) throw new Refused(refusals.zoneUnknown(given));
  return given;
}
