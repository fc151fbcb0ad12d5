import type { Db } from './open.ts';

/** Digests the rows name but `has` does not find. */
export async function missingBlobs(db: Db, has: (sha256: string) => Promise<boolean>): Promise<string[]> {
  const rows = await db.selectFrom('blobs').select('sha256').orderBy('sha256').execute();
  const there = await Promise.all(rows.map((row) => has(row.sha256)));
  return rows.map((row) => row.sha256).filter((_, index) => !there[index]);
}
