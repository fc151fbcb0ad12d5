import { z } from 'zod';
import type { Agreement, Levels } from '#core/certificates/rubric.ts';
import type { Db, Trx } from './open.ts';

const LevelsBySample = z.record(z.string(), z.record(z.string(), z.int()));

/** A round of samples that a reviewer has marked. */
export interface StoredRound extends Agreement {
  round: number;
  levels: Record<string, Levels>;
  doneAt: number;
}

interface Of {
  reviewerId: string;
  rubric: string;
  version: number;
}

/** Rounds of this version of a rubric, the first first. */
export async function roundsOf(db: Db | Trx, { reviewerId, rubric, version }: Of): Promise<StoredRound[]> {
  const rows = await db
    .selectFrom('calibrations')
    .selectAll()
    .where('reviewer_id', '=', reviewerId)
    .where('rubric', '=', rubric)
    .where('version', '=', version)
    .orderBy('round')
    .execute();
  return rows.map(({ round, levels, mean, furthest, agrees, done_at: doneAt }) => ({
    round,
    levels: LevelsBySample.parse(JSON.parse(levels)),
    mean,
    furthest,
    agrees: agrees === 1,
    doneAt,
  }));
}

/** False when this round was sent before. */
export async function insertRound(trx: Trx, of: Of, round: StoredRound): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('calibrations')
    .values({
      reviewer_id: of.reviewerId,
      rubric: of.rubric,
      version: of.version,
      round: round.round,
      levels: JSON.stringify(round.levels),
      mean: round.mean,
      furthest: round.furthest,
      agrees: round.agrees ? 1 : 0,
      done_at: round.doneAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
