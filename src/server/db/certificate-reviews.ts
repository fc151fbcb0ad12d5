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
      held_by: null,
      held_until: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const waiting = (db: Db | Trx) =>
  db
    .selectFrom('certificate_reviews')
    .innerJoin('learners', 'learners.id', 'certificate_reviews.learner_id')
    .leftJoin('learners as holders', 'holders.id', 'certificate_reviews.held_by')
    .select([
      'certificate_reviews.id',
      'certificate_reviews.rule',
      'certificate_reviews.asked_at as askedAt',
      'certificate_reviews.learner_id as learnerId',
      'certificate_reviews.decided_at as decidedAt',
      'certificate_reviews.version',
      'certificate_reviews.note',
      'certificate_reviews.held_by as holderId',
      'certificate_reviews.held_until as heldUntil',
      'holders.name as holder',
      'learners.name',
    ]);

/** Reviews that wait, oldest first. */
export const openReviews = (db: Db) =>
  waiting(db)
    .where('certificate_reviews.decided_at', 'is', null)
    .orderBy('certificate_reviews.asked_at')
    .orderBy('certificate_reviews.id')
    .execute();

/** A review with whoever has it at the moment; null when there is none. */
export const reviewById = async (db: Db | Trx, id: string) =>
  (await waiting(db).where('certificate_reviews.id', '=', id).executeTakeFirst()) ?? null;

/** Gives a review to somebody until then; null and 0: to nobody. */
export async function holdReview(trx: Trx, id: string, by: string | null, until: number): Promise<void> {
  await trx
    .updateTable('certificate_reviews')
    .set({ held_by: by, held_until: by === null ? null : until })
    .where('id', '=', id)
    .execute();
}

/** Keeps a note before it is decided, and moves the version on. */
export async function keepReview(trx: Trx, id: string, note: string | null): Promise<void> {
  await trx
    .updateTable('certificate_reviews')
    .set(({ eb }) => ({ note, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function decideReview(
  trx: Trx,
  id: string,
  { by, accepted, at }: { by: string; accepted: boolean; at: number },
): Promise<void> {
  await trx
    .updateTable('certificate_reviews')
    .set({ decided_at: at, decided_by: by, accepted: accepted ? 1 : 0, held_by: null, held_until: null })
    .where('id', '=', id)
    .execute();
}
