import type { Db, Trx } from './open.ts';

/** Digests the rows name but `has` does not find. */
export async function missingBlobs(db: Db, has: (sha256: string) => Promise<boolean>): Promise<string[]> {
  const rows = await db.selectFrom('blobs').select('sha256').orderBy('sha256').execute();
  const there = await Promise.all(rows.map((row) => has(row.sha256)));
  return rows.map((row) => row.sha256).filter((_, index) => !there[index]);
}

/** Those of these digests that the rows name. */
export async function namedBlobs(db: Db, digests: string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('blobs')
    .select('sha256')
    .where('sha256', 'in', digests)
    .orderBy('sha256')
    .execute();
  return new Set(rows.map((row) => row.sha256));
}

/** Names stored bytes in the rows; those named already stay as they are. */
export async function nameBlobs(
  trx: Trx,
  blobs: readonly { sha256: string; bytes: number }[],
  at: number,
): Promise<void> {
  for (const { sha256, bytes } of blobs) {
    await trx
      .insertInto('blobs')
      .values({ sha256, bytes, stored_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
