import type { Comment, Snippet } from '#core/review/types.ts';
import type { Db, Trx } from './open.ts';

/** What stands on an attempt, in the order in which it was written. */
export async function commentsOf(db: Db | Trx, attemptId: string): Promise<Comment[]> {
  const rows = await db
    .selectFrom('comments')
    .leftJoin('learners', 'learners.id', 'comments.author_id')
    .selectAll('comments')
    .select('learners.name as author')
    .where('attempt_id', '=', attemptId)
    .where('removed_at', 'is', null)
    .orderBy('number')
    .orderBy('comments.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    frame: row.frame,
    criterion: row.criterion,
    place: row.x === null || row.y === null ? null : { x: row.x, y: row.y },
    body: row.body,
    author: row.author,
    at: row.written_at,
  }));
}

/** Adds a remark under the next number; those of removed ones are not given again. */
export async function insertComment(
  trx: Trx,
  attemptId: string,
  comment: Pick<Comment, 'id' | 'frame' | 'criterion' | 'place' | 'body' | 'at'> & { authorId: string },
): Promise<number> {
  const last = await trx
    .selectFrom('comments')
    .select('number')
    .where('attempt_id', '=', attemptId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const number = (last?.number ?? 0) + 1;
  await trx
    .insertInto('comments')
    .values({
      id: comment.id,
      attempt_id: attemptId,
      number,
      frame: comment.frame,
      criterion: comment.criterion,
      x: comment.place?.x ?? null,
      y: comment.place?.y ?? null,
      body: comment.body,
      author_id: comment.authorId,
      written_at: comment.at,
      removed_at: null,
    })
    .execute();
  return number;
}

export async function removeComment(trx: Trx, attemptId: string, id: string, at: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('comments')
    .set({ removed_at: at })
    .where('id', '=', id)
    .where('attempt_id', '=', attemptId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A person's own snippets and those shared in these cohorts. */
export async function snippetsFor(
  db: Db | Trx,
  personId: string,
  cohortIds: readonly string[],
): Promise<Snippet[]> {
  const rows = await db
    .selectFrom('snippets')
    .leftJoin('cohorts', 'cohorts.id', 'snippets.cohort_id')
    .select(['snippets.id', 'kind', 'body', 'owner_id', 'cohorts.name as cohort'])
    .where('snippets.removed_at', 'is', null)
    .where((where) =>
      where.or([
        where('owner_id', '=', personId),
        ...(cohortIds.length > 0 ? [where('snippets.cohort_id', 'in', cohortIds)] : []),
      ]),
    )
    .orderBy('kind')
    .orderBy('written_at')
    .orderBy('snippets.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    body: row.body,
    sharedIn: row.cohort,
    own: row.owner_id === personId,
  }));
}

export async function insertSnippet(
  trx: Trx,
  snippet: {
    id: string;
    ownerId: string;
    cohortId: string | null;
    kind: string | null;
    body: string;
    at: number;
  },
): Promise<void> {
  await trx
    .insertInto('snippets')
    .values({
      id: snippet.id,
      owner_id: snippet.ownerId,
      cohort_id: snippet.cohortId,
      kind: snippet.kind,
      body: snippet.body,
      written_at: snippet.at,
      removed_at: null,
    })
    .execute();
}

/** Removes a snippet of one's own. */
export async function removeSnippet(trx: Trx, id: string, ownerId: string, at: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('snippets')
    .set({ removed_at: at })
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
