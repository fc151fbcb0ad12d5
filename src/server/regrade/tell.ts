import type { RegradeItem } from '#core/regrade.ts';
import type { Catalogue } from '../app.ts';
import { attemptsByIds } from '../db/attempts.ts';
import { notify } from '../db/notices.ts';
import type { Trx } from '../db/open.ts';

/** Learners whose result is another one from now on are told of it. */
export async function tellOf(
  trx: Trx,
  applied: readonly RegradeItem[],
  catalogue: Catalogue,
  at: number,
): Promise<void> {
  const attempts = await attemptsByIds(
    trx,
    applied.map(({ attemptId }) => attemptId),
  );
  const owners = new Map(attempts.map((attempt) => [attempt.id, attempt.learner_id]));
  for (const { attemptId, exerciseId, before, after } of applied) {
    const learnerId = owners.get(attemptId);
    const [was, is] = [inWords(before), inWords(after)];
    if (learnerId === undefined || was === is) continue;
    await notify(trx, {
      learnerId,
      code: 'regraded',
      params: { exercise: catalogue.byId(exerciseId)?.spec.title ?? '', before: was, after: is },
      href: `/attempts/${attemptId}`,
      at,
    });
  }
}

function inWords(counts: RegradeItem['after']): string {
  if (!counts || counts.outcome === null) return 'no grade';
  if (counts.outcome === 'ungradable') return 'could not be graded';
  return `${counts.outcome === 'passed' ? 'passed' : 'not yet'}, ${counts.score ?? 0} of 100`;
}
