import { noSuchClass } from '#core/cohort-refusals.ts';
import { may } from '#core/permissions.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import * as refusals from '#core/regrade-refusals.ts';
import { takesAway } from '#core/regrade.ts';
import { notYours, reasonMissing } from '#core/review/refusals.ts';
import type { Learner } from '#core/types.ts';
import { GRADER_VERSION } from '../../../graders/version.ts';
import type { Catalogue } from '../app.ts';
import { recordAudit } from '../db/audit.ts';
import { allCohorts, cohortById } from '../db/cohorts.ts';
import type { JobQueue } from '../db/job-queue.ts';
import type { Db, Store, Trx } from '../db/open.ts';
import { applyItems, endRegrade } from '../db/regrade-end.ts';
import { insertRegrade, itemDigests, regradeById, regradesOf } from '../db/regrades.ts';
import { cohortsOfPerson } from '../db/standing.ts';
import { newId } from '../ids.ts';
import { parseText } from '../review/parse.ts';
import type { Regrades } from './app.ts';
import { feedRegrades } from './feed.ts';
import { readItems, toRegrade } from './read.ts';
import { parseScope } from './scope.ts';
import { tellOf } from './tell.ts';

export interface RegradeParts {
  store: Store;
  queue: JobQueue;
  catalogue: Catalogue;
  /** Jobs were queued. */
  wake(): void;
  now(): number;
}

export function regrades({ store, queue, catalogue, wake, now }: RegradeParts): Regrades {
  const { db } = store;

  /** Ids of the cohorts where somebody may run one; null: everywhere. */
  const reach = async (on: Db | Trx, viewer: Learner | null): Promise<string[] | null> => {
    if (viewer === null || may(viewer, 'regrade.run', null)) return null;
    const places = await cohortsOfPerson(on, viewer.id);
    return places.filter(({ role }) => may(viewer, 'regrade.run', role)).map(({ cohortId }) => cohortId);
  };

  const rowFor = async (on: Db | Trx, id: string, viewer: Learner | null) => {
    const row = await regradeById(on, id);
    if (!row) return null;
    const cohorts = await reach(on, viewer);
    return cohorts === null || (row.cohort_id !== null && cohorts.includes(row.cohort_id)) ? row : null;
  };

  const describe = async (on: Db | Trx, row: NonNullable<Awaited<ReturnType<typeof regradeById>>>) => {
    const [items, digests] = await Promise.all([readItems(on, row.id), itemDigests(on, row.id)]);
    return { regrade: toRegrade(row, items, digests, catalogue), items };
  };

  return {
    async list(viewer) {
      const cohorts = await reach(db, viewer);
      if (cohorts?.length === 0) return null;
      const rows = await regradesOf(db, cohorts);
      return Promise.all(rows.map(async (row) => (await describe(db, row)).regrade));
    },

    async get(id, viewer) {
      const row = await rowFor(db, id, viewer);
      return row && describe(db, row);
    },

    async choices(viewer) {
      const cohorts = await reach(db, viewer);
      if (cohorts?.length === 0) return null;
      const all = cohorts === null ? await allCohorts(db) : await cohortsOfPerson(db, viewer.id);
      const named = all.map((one) => ({ id: 'cohortId' in one ? one.cohortId : one.id, name: one.name }));
      return {
        everywhere: cohorts === null,
        cohorts: named.filter(({ id }) => cohorts === null || cohorts.includes(id)),
      };
    },

    start: (viewer, form) =>
      outcomeOf(async () => {
        const scope = parseScope(form, catalogue);
        const reason = parseText('The reason', form.reason);
        if (reason === '') throw new Refused(reasonMissing('A regrade'));
        const cohorts = await reach(db, viewer);
        if (cohorts !== null && !cohorts.includes(scope.cohortId ?? '')) throw new Refused(notYours());
        if (scope.cohortId !== null && !(await cohortById(db, scope.cohortId)))
          throw new Refused(noSuchClass());
        const id = newId();
        const digests = new Map(scope.exerciseIds.map((one) => [one, catalogue.byId(one)!.digest]));
        await store.transaction(async (trx) => {
          const at = now();
          const regrade = { id, scope, reason, graderVersion: GRADER_VERSION, digests, at };
          const items = await insertRegrade(trx, { ...regrade, askedBy: viewer?.id ?? null });
          if (items === 0) throw new Refused(refusals.nothingToRegrade());
          await recordAudit(trx, {
            id: newId(),
            at,
            actorId: viewer?.id ?? null,
            cohortId: scope.cohortId,
            code: 'regrade.asked',
            subject: id,
            after: { items, ...scope },
            reason,
          });
        });
        await feedRegrades(store, queue);
        wake();
        return id;
      }),

    apply: (viewer, id, consent) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          const row = await rowFor(trx, id, viewer);
          if (!row) throw new Refused(refusals.noSuchRegrade());
          const { regrade, items } = await describe(trx, row);
          if (regrade.endedAt !== null) throw new Refused(refusals.regradeOver());
          if (regrade.superseded) throw new Refused(refusals.regradeSuperseded());
          if (regrade.counts.waiting > 0) throw new Refused(refusals.regradeRunning(regrade.counts.waiting));
          const lower = consent.lower === 'all' ? null : new Set(consent.lower);
          const chosen = items.filter(
            ({ attemptId, state, change, moved }) =>
              state === 'graded' && !moved && (!takesAway(change!) || !lower || lower.has(attemptId)),
          );
          const reason = parseText('The reason', consent.reason);
          if (reason === '' && chosen.some(({ change }) => takesAway(change!)))
            throw new Refused(reasonMissing('Lowering a result'));
          const at = now();
          await applyItems(
            trx,
            id,
            chosen.map(({ attemptId }) => attemptId),
            at,
          );
          const actorId = viewer?.id ?? null;
          const entry = { at, actorId, cohortId: row.cohort_id, code: 'regrade.applied' };
          await tellOf(trx, chosen, catalogue, at);
          for (const { attemptId, before, after, change } of chosen)
            await recordAudit(trx, {
              ...entry,
              id: newId(),
              subject: attemptId,
              before,
              after,
              reason: takesAway(change!) ? reason : row.reason,
            });
          await endRegrade(trx, id, 'applied', actorId, at);
          const counts = { applied: chosen.length, left: items.length - chosen.length };
          await recordAudit(trx, {
            ...entry,
            id: newId(),
            subject: id,
            after: counts,
            reason: reason || row.reason,
          });
          return counts;
        }),
      ),

    drop: (viewer, id) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          const row = await rowFor(trx, id, viewer);
          if (!row) throw new Refused(refusals.noSuchRegrade());
          const at = now();
          if (!(await endRegrade(trx, id, 'dropped', viewer?.id ?? null, at)))
            throw new Refused(refusals.regradeOver());
          await recordAudit(trx, {
            id: newId(),
            at,
            actorId: viewer?.id ?? null,
            cohortId: row.cohort_id,
            code: 'regrade.dropped',
            subject: id,
          });
        }),
      ),
  };
}
