import type { Db, Trx } from './open.ts';
import type { SharedSolutionRow } from './schema-portfolio.ts';

export async function solutionById(db: Db | Trx, attemptId: string): Promise<SharedSolutionRow | null> {
  const row = await db
    .selectFrom('shared_solutions')
    .selectAll()
    .where('attempt_id', '=', attemptId)
    .executeTakeFirst();
  return row ?? null;
}

/** Newest first. */
export function solutionsOf(db: Db, exerciseId: string): Promise<SharedSolutionRow[]> {
  return db
    .selectFrom('shared_solutions')
    .selectAll()
    .where('exercise_id', '=', exerciseId)
    .orderBy('shared_at', 'desc')
    .orderBy('attempt_id')
    .limit(500)
    .execute();
}

/** Those with an open flag, the one flagged longest ago first. */
export function flaggedSolutions(db: Db): Promise<SharedSolutionRow[]> {
  return db
    .selectFrom('shared_solutions')
    .innerJoin('solution_flags', 'solution_flags.attempt_id', 'shared_solutions.attempt_id')
    .selectAll('shared_solutions')
    .where('solution_flags.settled_at', 'is', null)
    .groupBy('shared_solutions.attempt_id')
    .orderBy(({ fn }) => fn.min('solution_flags.flagged_at'))
    .orderBy('shared_solutions.attempt_id')
    .execute();
}

/** What was said in open flags, by attempt. */
export async function openFlags(db: Db, attemptIds: readonly string[]): Promise<Map<string, string[]>> {
  const flags = new Map<string, string[]>();
  if (attemptIds.length === 0) return flags;
  const rows = await db
    .selectFrom('solution_flags')
    .select(['attempt_id', 'reason'])
    .where('attempt_id', 'in', attemptIds)
    .where('settled_at', 'is', null)
    .orderBy('flagged_at')
    .orderBy('learner_id')
    .execute();
  for (const { attempt_id: id, reason } of rows) flags.set(id, [...(flags.get(id) ?? []), reason]);
  return flags;
}

export async function putSolution(
  trx: Trx,
  solution: Pick<
    SharedSolutionRow,
    'attempt_id' | 'learner_id' | 'exercise_id' | 'note' | 'named' | 'shared_at'
  >,
): Promise<void> {
  const { note, named } = solution;
  await trx
    .insertInto('shared_solutions')
    .values(solution)
    .onConflict((conflict) => conflict.column('attempt_id').doUpdateSet({ note, named }))
    .execute();
}

export async function deleteSolution(trx: Trx, attemptId: string, learnerId: string): Promise<void> {
  await trx
    .deleteFrom('shared_solutions')
    .where('attempt_id', '=', attemptId)
    .where('learner_id', '=', learnerId)
    .execute();
}

export async function putFlag(
  trx: Trx,
  flag: { attemptId: string; learnerId: string; reason: string; at: number },
): Promise<void> {
  const { attemptId, learnerId, reason, at } = flag;
  await trx
    .insertInto('solution_flags')
    .values({ attempt_id: attemptId, learner_id: learnerId, reason, flagged_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['attempt_id', 'learner_id'])
        .doUpdateSet({ reason, flagged_at: at, settled_at: null }),
    )
    .execute();
}

/** Hides it, or shows it again, and settles its flags. */
export async function settleSolution(
  trx: Trx,
  attemptId: string,
  hidden: { by: string; reason: string } | null,
  at: number,
): Promise<void> {
  await trx
    .updateTable('shared_solutions')
    .set({
      hidden_at: hidden && at,
      hidden_by: hidden && hidden.by,
      hidden_reason: hidden && hidden.reason,
    })
    .where('attempt_id', '=', attemptId)
    .execute();
  await trx
    .updateTable('solution_flags')
    .set({ settled_at: at })
    .where('attempt_id', '=', attemptId)
    .where('settled_at', 'is', null)
    .execute();
}
