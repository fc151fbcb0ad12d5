import type { Db, Trx } from './open.ts';

/** Digests the rows name but `has` does not find. */
export async function missingBlobs(db: Db, has: (sha256: string) => Promise<boolean>): Promise<string[]> {
  const digests = await allBlobs(db);
  const there = await Promise.all(digests.map(has));
  return digests.filter((_, index) => !there[index]);
}

/** Digests of everything that is stored. */
export async function allBlobs(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('blobs').select('sha256').orderBy('sha256').execute();
  return rows.map((row) => row.sha256);
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

/** Strikes from the rows those of these digests that no attempt, no evidence, no portfolio and no picture of the lab names any more. */
export async function forgetUnused(trx: Trx, digests: readonly string[]): Promise<void> {
  await trx
    .deleteFrom('blobs')
    .where('sha256', 'in', digests)
    .where('sha256', 'not in', (query) => query.selectFrom('attempt_files').select('sha256'))
    .where('sha256', 'not in', (query) => query.selectFrom('evidence').select('sha256'))
    .where('sha256', 'not in', (query) => query.selectFrom('regrade_evidence').select('sha256'))
    .where('sha256', 'not in', (query) =>
      query
        .selectFrom('portfolio_pieces')
        .select('sha256')
        .where('sha256', 'is not', null)
        .$castTo<{ sha256: string }>(),
    )
    .where('sha256', 'not in', (query) =>
      query
        .selectFrom('lab_pictures')
        .select('sha256')
        .where('sha256', 'is not', null)
        .$castTo<{ sha256: string }>(),
    )
    .where('sha256', 'not in', (query) =>
      query
        .selectFrom('lab_pictures')
        .select('shown_sha256')
        .where('shown_sha256', 'is not', null)
        .$castTo<{ shown_sha256: string }>(),
    )
    .execute();
}
