import type { KnownPerson } from '#core/roster.ts';
import { learnerByEmail } from './learners.ts';
import { membersOf } from './members.ts';
import type { Db, Trx } from './open.ts';

/** What is known of these addresses: whose they are, and what they are in this class. */
export async function knownPeople(
  db: Db | Trx,
  cohortId: string,
  emails: readonly string[],
): Promise<Map<string, KnownPerson>> {
  const members = new Map((await membersOf(db, cohortId)).map((member) => [member.learner.id, member]));
  const known = new Map<string, KnownPerson>();
  for (const email of new Set(emails)) {
    const found = await learnerByEmail(db, email);
    if (!found) continue;
    const { id, name } = found.learner;
    const member = members.get(id);
    known.set(email, {
      learnerId: id,
      name,
      role: member?.role ?? null,
      sisId: member?.sisId ?? null,
      labels: member?.labels.map((label) => label.name) ?? [],
    });
  }
  return known;
}

/** Whose each SIS id is in this class now. */
export async function sisIdsOf(db: Db | Trx, cohortId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('cohort_members')
    .select(['sis_id', 'learner_id'])
    .where('cohort_id', '=', cohortId)
    .where('left_at', 'is', null)
    .where('sis_id', 'is not', null)
    .orderBy('learner_id')
    .execute();
  return new Map(rows.map((row) => [row.sis_id ?? '', row.learner_id]));
}

/** Learners of the class, and of no higher standing on the site, who never had a password. */
export function neverEntered(db: Db | Trx, cohortId: string) {
  return db
    .selectFrom('cohort_members')
    .innerJoin('learners', 'learners.id', 'cohort_members.learner_id')
    .leftJoin('credentials', 'credentials.learner_id', 'learners.id')
    .select(['learners.id', 'learners.name', 'learners.email'])
    .where('cohort_id', '=', cohortId)
    .where('left_at', 'is', null)
    .where('cohort_members.role', '=', 'learner')
    .where('learners.role', '=', 'learner')
    .where('credentials.learner_id', 'is', null)
    .orderBy('learners.name')
    .orderBy('learners.id')
    .execute();
}
