import { sql } from 'kysely';
import { z } from 'zod';
import type { Label, Member } from '#core/cohorts.ts';
import type { CohortRole } from '#core/permissions.ts';
import type { Learner } from '#core/types.ts';
import { toLearner } from './learners.ts';
import type { Db, Trx } from './open.ts';

export const MemberRole = z.enum(['learner', 'reviewer', 'instructor']);

/** What this person is in the cohort; null: no member, or no longer one. */
export async function membership(
  db: Db | Trx,
  cohortId: string,
  learnerId: string,
): Promise<CohortRole | null> {
  const row = await db
    .selectFrom('cohort_members')
    .select('role')
    .where('cohort_id', '=', cohortId)
    .where('learner_id', '=', learnerId)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  return row ? MemberRole.parse(row.role) : null;
}

/** Every cohort this person is in now, with the role there. */
export async function membershipsOf(db: Db | Trx, learnerId: string): Promise<Map<string, CohortRole>> {
  const rows = await db
    .selectFrom('cohort_members')
    .select(['cohort_id', 'role'])
    .where('learner_id', '=', learnerId)
    .where('left_at', 'is', null)
    .orderBy('cohort_id')
    .execute();
  return new Map(rows.map((row) => [row.cohort_id, MemberRole.parse(row.role)]));
}

/** Those who are in the cohort now, by name. */
export async function membersOf(db: Db | Trx, cohortId: string): Promise<Member[]> {
  const rows = await db
    .selectFrom('cohort_members')
    .innerJoin('learners', 'learners.id', 'cohort_members.learner_id')
    .selectAll('learners')
    .select(['cohort_members.role as member_role', 'sis_id', 'joined_at'])
    .where('cohort_id', '=', cohortId)
    .where('left_at', 'is', null)
    .orderBy(sql`learners.name collate nocase`)
    .orderBy('learners.id')
    .execute();
  const labels = await labelsByMember(db, cohortId);
  return rows.map((row) => ({
    learner: toLearner(row),
    role: MemberRole.parse(row.member_role),
    sisId: row.sis_id,
    joinedAt: row.joined_at,
    labels: labels.get(row.id) ?? [],
  }));
}

/** The labels of each member of the cohort, by name. */
async function labelsByMember(db: Db | Trx, cohortId: string): Promise<Map<string, Label[]>> {
  const rows = await db
    .selectFrom('member_labels')
    .innerJoin('cohort_labels', 'cohort_labels.id', 'member_labels.label_id')
    .select(['member_labels.learner_id', 'cohort_labels.id', 'cohort_labels.name'])
    .where('cohort_labels.cohort_id', '=', cohortId)
    .orderBy('cohort_labels.name')
    .orderBy('cohort_labels.id')
    .execute();
  const labels = new Map<string, Label[]>();
  for (const { learner_id: learnerId, id, name } of rows)
    labels.set(learnerId, [...(labels.get(learnerId) ?? []), { id, name }]);
  return labels;
}

/** The ids of one learner's labels, over all cohorts. */
export async function labelIdsOf(db: Db | Trx, learnerId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('member_labels')
    .select('label_id')
    .where('learner_id', '=', learnerId)
    .orderBy('label_id')
    .execute();
  return rows.map((row) => row.label_id);
}

export function labelsOf(db: Db | Trx, cohortId: string): Promise<Label[]> {
  return db
    .selectFrom('cohort_labels')
    .select(['id', 'name'])
    .where('cohort_id', '=', cohortId)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

export async function insertLabel(trx: Trx, cohortId: string, label: Label): Promise<void> {
  await trx
    .insertInto('cohort_labels')
    .values({ ...label, cohort_id: cohortId })
    .execute();
}

/** Brings somebody in, or back in; a number of the institution's system that is not given stays. */
export async function putMember(
  trx: Trx,
  cohortId: string,
  member: { learnerId: string; role: CohortRole; sisId: string | null },
  at: number,
): Promise<void> {
  const { learnerId, role, sisId } = member;
  await trx
    .insertInto('cohort_members')
    .values({
      cohort_id: cohortId,
      learner_id: learnerId,
      role,
      sis_id: sisId,
      joined_at: at,
      left_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['cohort_id', 'learner_id'])
        .doUpdateSet({ role, left_at: null, ...(sisId === null ? {} : { sis_id: sisId }) }),
    )
    .execute();
}

export async function endMembership(
  trx: Trx,
  cohortId: string,
  learnerId: string,
  at: number,
): Promise<void> {
  await trx
    .updateTable('cohort_members')
    .set({ left_at: at })
    .where('cohort_id', '=', cohortId)
    .where('learner_id', '=', learnerId)
    .where('left_at', 'is', null)
    .execute();
}

/** Gives the member exactly these labels of the cohort. */
export async function setLabels(
  trx: Trx,
  cohortId: string,
  learnerId: string,
  labelIds: readonly string[],
): Promise<void> {
  await trx
    .deleteFrom('member_labels')
    .where('learner_id', '=', learnerId)
    .where('label_id', 'in', trx.selectFrom('cohort_labels').select('id').where('cohort_id', '=', cohortId))
    .execute();
  if (labelIds.length === 0) return;
  const rows = labelIds.map((labelId) => ({ label_id: labelId, learner_id: learnerId }));
  await trx.insertInto('member_labels').values(rows).execute();
}

/** Takes the label away, from the class and from everybody who had it. */
export async function deleteLabel(trx: Trx, labelId: string): Promise<void> {
  await trx.deleteFrom('cohort_labels').where('id', '=', labelId).execute();
}

/** Everybody who learns in a class that is not archived. */
export async function learnersInClasses(db: Db): Promise<Learner[]> {
  const rows = await db
    .selectFrom('learners')
    .selectAll()
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('cohort_members')
          .innerJoin('cohorts', 'cohorts.id', 'cohort_members.cohort_id')
          .select('cohort_members.learner_id')
          .whereRef('cohort_members.learner_id', '=', 'learners.id')
          .where('cohort_members.role', '=', 'learner')
          .where('cohort_members.left_at', 'is', null)
          .where('cohorts.archived_at', 'is', null),
      ),
    )
    .orderBy('id')
    .execute();
  return rows.map(toLearner);
}
