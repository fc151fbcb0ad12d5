import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Learner } from '#core/types.ts';
import type { CohortRole, SiteRole } from '#core/permissions.ts';
import { mayOver } from '#server/cohorts/over-attempts.ts';
import { insertAssignment, removeAssignment } from '#server/db/assignments.ts';
import { insertCohort } from '#server/db/cohorts.ts';
import { insertLearner } from '#server/db/learners.ts';
import { endMembership, putMember } from '#server/db/members.ts';
import { migrate } from '#server/db/migrate.ts';
import { openStore, type Store } from '#server/db/open.ts';
import { scratch, sweepFolders } from '#test/support/platform.ts';

let store: Store;
const people = new Map<string, Learner>();

async function person(id: string, role: SiteRole = 'learner'): Promise<void> {
  const learner = { id, name: id, email: `${id}@example.org`, guest: false, role, createdAt: 1 };
  people.set(id, learner);
  await store.transaction((trx) => insertLearner(trx, learner));
}

async function cohort(id: string, members: Record<string, CohortRole>, exerciseIds: string[]): Promise<void> {
  await store.transaction(async (trx) => {
    const facts = { name: id, zone: 'UTC', inviteClosedAt: null, createdAt: 1, archivedAt: null, version: 1 };
    await insertCohort(trx, { id, inviteCode: id, ...facts }, 'owner');
    for (const [learnerId, role] of Object.entries(members))
      await putMember(trx, id, { learnerId, role, sisId: null }, 1);
    await insertAssignment(trx, {
      id: `${id}-a`,
      cohortId: id,
      title: id,
      source: { tracks: [], exercises: exerciseIds },
      exerciseIds,
      required: true,
      needsReview: false,
      walls: { opens: null, due: null, closes: null },
      opensAt: null,
      dueAt: null,
      closesAt: null,
      attempts: null,
      late: [],
      createdAt: 1,
      version: 1,
    });
  });
}

beforeAll(async () => {
  store = openStore(join(await scratch('visibility'), 'atelier.db'));
  await migrate(store.db, () => 1);
  await person('owner', 'owner');
  await person('elsewhere', 'instructor');
  for (const id of ['teacher', 'reviewer', 'other-teacher', 'learner', 'fellow', 'left']) await person(id);
  await cohort(
    'mine',
    { teacher: 'instructor', reviewer: 'reviewer', learner: 'learner', fellow: 'learner', left: 'learner' },
    ['assigned'],
  );
  await cohort('other', { 'other-teacher': 'instructor', fellow: 'learner', teacher: 'learner' }, [
    'assigned',
    'elsewhere',
  ]);
  await store.transaction((trx) => endMembership(trx, 'mine', 'left', 1000));
});
afterAll(async () => {
  await store.close();
  await sweepFolders();
});

const attempt = (learnerId: string, exerciseId = 'assigned', arrivedAt = 500) => ({
  id: 'some-attempt',
  learner_id: learnerId,
  exercise_id: exerciseId,
  arrived_at: arrivedAt,
});
const sees = (viewer: string, ...of: Parameters<typeof attempt>) =>
  mayOver(store.db, people.get(viewer)!, 'attempt.see', attempt(...of));

describe('who sees an attempt that is not theirs', () => {
  it.each<[string, string, Parameters<typeof attempt>, boolean]>([
    ['the owner of the school', 'owner', ['learner'], true],
    ['the owner, also beside any assignment', 'owner', ['learner', 'beside'], true],
    ['the instructor of the class', 'teacher', ['learner'], true],
    ['a reviewer of the class', 'reviewer', ['learner'], true],
    ['somebody who learns in the same class', 'fellow', ['learner'], false],
    ['an instructor who is in no class of theirs', 'elsewhere', ['learner'], false],
    ['the instructor of another class', 'other-teacher', ['learner'], false],
    ['nobody of the class what is not assigned there', 'teacher', ['learner', 'beside'], false],
    ['nobody of this class what is assigned in that one', 'teacher', ['fellow', 'elsewhere'], false],
    ['the other instructor of somebody who learns in both', 'other-teacher', ['fellow', 'elsewhere'], true],
    ['not the work of staff', 'teacher', ['reviewer'], false],
    ['a reviewer not that of the instructor', 'reviewer', ['teacher'], false],
    ['the work of somebody who left, from before', 'teacher', ['left', 'assigned', 1000], true],
    ['not what they did later', 'teacher', ['left', 'assigned', 1001], false],
  ])('%s', async (_, viewer, of, expected) => {
    expect(await sees(viewer, ...of)).toBe(expected);
  });

  it('what is no longer assigned is private again', async () => {
    expect(await sees('other-teacher', 'fellow')).toBe(true);
    await store.transaction((trx) => removeAssignment(trx, 'other-a', 2));
    expect(await sees('other-teacher', 'fellow')).toBe(false);
  });
});
