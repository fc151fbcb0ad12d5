import { zonedWithZone } from '#core/view/zoned.ts';
import type { Learner } from '#core/types.ts';
import type { Catalogue } from '../app.ts';
import type { Cohorts } from '../cohorts/app.ts';
import { notify } from '../db/notices.ts';
import { learnersInClasses } from '../db/members.ts';
import type { Store } from '../db/open.ts';

const DAY = 86_400_000;

/** Tells each learner once of an assignment that is due within a day and not passed. Returns how many were looked at. */
export function dueSoon(parts: {
  store: Store;
  catalogue: Catalogue;
  duties: Cohorts['duties'];
  now: () => number;
}): () => Promise<void> {
  const { store, catalogue, duties, now } = parts;
  const tell = async (learner: Learner): Promise<void> => {
    for (const { assignment, terms, cohort, exercises } of await duties(learner)) {
      const { dueAt } = terms;
      if (dueAt === null || dueAt <= now() || dueAt > now() + DAY || !assignment.required) continue;
      const open = exercises
        .filter(({ cell }) => cell.state !== 'passed' && cell.state !== 'waiting-for-review')
        .map(({ exerciseId }) => catalogue.byId(exerciseId)?.spec.title ?? '');
      if (open.length === 0) continue;
      await store.transaction((trx) =>
        notify(trx, {
          learnerId: learner.id,
          code: 'due-soon',
          params: {
            assignment: assignment.title,
            due: zonedWithZone(dueAt, cohort.zone),
            open: open.join(', '),
          },
          href: `/cohorts/${cohort.id}`,
          at: now(),
          // Another due time is another notice.
          dedupeKey: `due ${assignment.id} ${dueAt}`,
        }),
      );
    }
  };
  return async () => {
    for (const learner of await learnersInClasses(store.db)) await tell(learner);
  };
}
