import type { Db } from './open.ts';

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
