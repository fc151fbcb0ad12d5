import { sql } from 'kysely';
import { forgetUnused } from './blobs.ts';
import { picturesOfRuns } from './lab-pictures.ts';
import type { Trx } from './open.ts';

/** Runs that are forgotten in one transaction. */
const AT_ONCE = 100;

/**
 * Deletes ended runs that were asked for before, the oldest first, and the names of their pictures where nothing else
 * names them: what was handed in stays with its attempt. Returns how many; 100 at most.
 */
export async function forgetRuns(trx: Trx, before: number): Promise<number> {
  const rows = await trx
    .selectFrom('lab_runs')
    .select('id')
    .where('asked_at', '<', before)
    .where(sql<boolean>`coalesce(done_at, failed_at, cancelled_at) is not null`)
    .orderBy('asked_at')
    .orderBy('id')
    .limit(AT_ONCE)
    .execute();
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  const pictures = [...(await picturesOfRuns(trx, ids)).values()].flat();
  await trx.deleteFrom('lab_runs').where('id', 'in', ids).execute();
  const digests = pictures.flatMap(({ sha256, shown_sha256: shown }) => [sha256, shown]);
  await forgetUnused(
    trx,
    digests.filter((one) => one !== null),
  );
  return rows.length;
}
