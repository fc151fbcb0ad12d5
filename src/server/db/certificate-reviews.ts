import type { ReviewState } from '#core/certificates/eligibility.ts';
import type { Db, Trx } from './open.ts';

export interface Review {
  id: string;
  rule: string;
  state: Exclude<ReviewState, 'none'>;
  askedAt: number;
  note: string | null;
}

/** The newest review of each certificate that the learner has asked for. */
export async function reviewsOf(db: Db | Trx, learnerId: string): Promise<Map<string, Review>> {
  const rows = await db
    .selectFrom('certificate_reviews')
    .selectAll()
    .where('learner_id', '=', learnerId)
    .orderBy('asked_at')
    .orderBy('id')
    .execute();
  return new Map(
    rows.map(({ id, rule, asked_at: askedAt, accepted, note }) => {
      const state = accepted === null ? 'waiting' : accepted === 1 ? 'accepted' : 'returned';
      return [rule, { id, rule, state, askedAt, note }];
    }),
  );
}

/** Does nothing where one is open already. */
export async function askForReview(
  trx: Trx,
  asked: { id: string; learnerId: string; rule: string; at: number },
): Promise<void> {
  await trx
    .insertInto('certificate_reviews')
    .values({
      id: asked.id,
      learner_id: asked.learnerId,
      rule: asked.rule,
      asked_at: asked.at,
      decided_at: null,
      decided_by: null,
      accepted: null,
      note: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Reviews that wait, oldest first. */
export async function openReviews(db: Db) {
  return db
    .selectFrom('certificate_reviews')
    .innerJoin('learners', 'learners.id', 'certificate_reviews.learner_id')
    .select([
      'certificate_reviews.id',
      'certificate_reviews.rule',
      'certificate_reviews.asked_at',
      'certificate_reviews.learner_id',
      'learners.name',
    ])
    .where('certificate_reviews.decided_at', 'is', null)
    .orderBy('certificate_reviews.asked_at')
    .orderBy('certificate_reviews.id')
    .execute();
}

/** False when it was decided before. */
export async function decideReview(
  trx: Trx,
  id: string,
  { by, accepted, note, at }: { by: string; accepted: boolean; note: string | null; at: number },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('certificate_reviews')
    .set({ decided_at: at, decided_by: by, accepted: accepted ? 1 : 0, note })
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
