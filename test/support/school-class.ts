import type { Cohort } from '#core/cohorts.ts';
import type { CohortRole, SiteRole } from '#core/permissions.ts';
import type { Learner, Outcome } from '#core/types.ts';
import {
  emptyAssignment,
  emptyOverride,
  type AssignmentForm,
  type OverrideForm,
} from '#core/view/assignment-form.ts';
import { database } from '#server/config.ts';
import { insertLearner, setPassword } from '#server/db/learners.ts';
import { openStore } from '#server/db/open.ts';
import { newId } from '#server/ids.ts';
import { IDS, type TestPlatform } from './platform.ts';

export const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`);
  return outcome.value;
};
export const code = (outcome: Outcome<unknown>): string => (outcome.ok ? 'ok' : outcome.refusal.code);

/** An account with this role on the site. */
export async function person(
  platform: TestPlatform,
  name: string,
  role: SiteRole = 'learner',
): Promise<Learner> {
  const learner: Learner = {
    id: newId(),
    name,
    email: `${name}@example.org`,
    guest: false,
    role,
    createdAt: 1,
  };
  const store = openStore(database(platform.config));
  await store.transaction(async (trx) => {
    await insertLearner(trx, learner);
    // Nobody signs in with it; an account without any is one that was never entered.
    await setPassword(trx, learner.id, 'none', 1);
  });
  await store.close();
  return learner;
}

/** A class in Berlin's time with an instructor, a reviewer and two learners. */
export async function schoolClass(platform: TestPlatform, prefix = '') {
  const { cohorts } = platform.app;
  const teacher = await person(platform, `${prefix}teacher`, 'instructor');
  const cohort: Cohort = value(
    await cohorts.create(teacher, { name: `${prefix}Retouching`, zone: 'Europe/Berlin' }),
  );
  const enter = async (name: string, role: CohortRole) => {
    const one = await person(platform, `${prefix}${name}`);
    value(await cohorts.join(one, cohort.inviteCode));
    if (role !== 'learner') value(await cohorts.setMember(teacher, cohort.id, one.id, { role, labels: [] }));
    return one;
  };
  return {
    cohort,
    teacher,
    reviewer: await enter('reviewer', 'reviewer'),
    learner: await enter('learner', 'learner'),
    fellow: await enter('fellow', 'learner'),
  };
}

/** An assignment of one exercise, due on the first of June. */
export const assignmentOf = (fields: Partial<AssignmentForm> = {}): AssignmentForm => ({
  ...emptyAssignment(),
  title: 'Week 1',
  exercises: [IDS.grey],
  opens: '2026-05-25T09:00',
  due: '2026-06-01T23:59',
  closes: '2026-06-05T23:59',
  late: 'steps',
  version: '1',
  ...fields,
});

export const overrideOf = (fields: Partial<OverrideForm>): OverrideForm => ({
  ...emptyOverride(),
  ...fields,
});
