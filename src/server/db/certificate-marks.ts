import type { Mark } from '#core/certificates/rubric.ts';
import type { Db, Trx } from './open.ts';

/** The marks of each of these reviews, in the order of the rubric. */
export async function marksOf(db: Db | Trx, reviewIds: readonly string[]): Promise<Map<string, Mark[]>> {
  if (reviewIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('certificate_review_marks')
    .selectAll()
    .where('review_id', 'in', reviewIds)
    .orderBy('review_id')
    .orderBy('position')
    .execute();
  const found = new Map<string, Mark[]>();
  for (const { review_id: id, dimension, title, level, sentence } of rows)
    found.set(id, [...(found.get(id) ?? []), { dimension, title, level, sentence }]);
  return found;
}

/** Writes all marks of a review in place of those before. */
export async function putMarks(trx: Trx, reviewId: string, marks: readonly Mark[]): Promise<void> {
  await trx.deleteFrom('certificate_review_marks').where('review_id', '=', reviewId).execute();
  const rows = marks.map((mark, position) => ({ review_id: reviewId, position, ...mark }));
  if (rows.length > 0) await trx.insertInto('certificate_review_marks').values(rows).execute();
}
