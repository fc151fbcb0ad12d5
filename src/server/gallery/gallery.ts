import { mayModerate } from '#core/gallery/may-moderate.ts';
import * as refusals from '#core/gallery/refusals.ts';
import type { Share, SharedSolution } from '#core/gallery/types.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import { isShownFile } from '#core/shown-files.ts';
import type { Learner } from '#core/types.ts';
import { describeAttempts } from '../attempts/read.ts';
import type { Catalogue } from '../app.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { attemptById, attemptsByIds } from '../db/attempts.ts';
import { learnersByIds } from '../db/learners.ts';
import { notify } from '../db/notices.ts';
import type { Store } from '../db/open.ts';
import { reportsOf, verdictsOf } from '../db/reports.ts';
import type { SharedSolutionRow } from '../db/schema-portfolio.ts';
import {
  deleteSolution,
  flaggedSolutions,
  openFlags,
  putFlag,
  putSolution,
  settleSolution,
  solutionById,
  solutionsOf,
} from '../db/shared-solutions.ts';
import type { Gallery } from './app.ts';

interface Parts {
  store: Store;
  blobs: BlobStore;
  catalogue: Catalogue;
  now: () => number;
}

const line = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();

const shareOf = (row: SharedSolutionRow): Share => ({
  note: row.note,
  named: row.named === 1,
  sharedAt: row.shared_at,
  hiddenReason: row.hidden_at === null ? null : (row.hidden_reason ?? ''),
});

export function gallery({ store, blobs, catalogue, now }: Parts): Gallery {
  const { db } = store;

  const hasPassed = async (viewer: Learner, exerciseId: string): Promise<boolean> =>
    mayModerate(viewer) ||
    ((await verdictsOf(db, viewer.id)).get(exerciseId) ?? []).some(({ outcome }) => outcome === 'passed');

  /** The row when this viewer may see the solution. */
  const seen = async (viewer: Learner, attemptId: string): Promise<SharedSolutionRow | null> => {
    const row = await solutionById(db, attemptId);
    if (!row || !(await hasPassed(viewer, row.exercise_id))) return null;
    const open = row.hidden_at === null || row.learner_id === viewer.id || mayModerate(viewer);
    return open ? row : null;
  };

  const described = async (viewer: Learner, rows: SharedSolutionRow[]): Promise<SharedSolution[]> => {
    const ids = rows.map((row) => row.attempt_id);
    const [attempts, names, flags] = await Promise.all([
      attemptsByIds(db, ids).then((found) => describeAttempts(db, found)),
      learnersByIds(db, [...new Set(rows.map((row) => row.learner_id))]),
      mayModerate(viewer) ? openFlags(db, ids) : new Map<string, string[]>(),
    ]);
    const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]));
    return rows.flatMap((row) => {
      const attempt = byId.get(row.attempt_id);
      if (attempt?.verdict.outcome !== 'passed') return [];
      return [
        {
          ...shareOf(row),
          attempt,
          by: row.named === 1 ? (names.get(row.learner_id)?.name ?? null) : null,
          own: row.learner_id === viewer.id,
          flags: flags.get(row.attempt_id) ?? [],
        },
      ];
    });
  };

  return {
    async shareOf(learner, attemptId) {
      const row = await solutionById(db, attemptId);
      return row?.learner_id === learner.id ? shareOf(row) : null;
    },

    share: (learner, attemptId, form) =>
      outcomeOf(async () => {
        const note = line(form.note);
        if ([...note].length > refusals.NOTE_LENGTH) throw new Refused(refusals.noteLong());
        const row = await attemptById(db, attemptId);
        const [attempt] = row?.learner_id === learner.id ? await describeAttempts(db, [row]) : [];
        if (!row || learner.guest || attempt?.verdict.outcome !== 'passed')
          throw new Refused(refusals.notShareable());
        await store.transaction((trx) =>
          putSolution(trx, {
            attempt_id: attemptId,
            learner_id: learner.id,
            exercise_id: row.exercise_id,
            note,
            named: form.named ? 1 : 0,
            shared_at: now(),
          }),
        );
      }),

    withdraw: (learner, attemptId) => store.transaction((trx) => deleteSolution(trx, attemptId, learner.id)),

    async of(viewer, exerciseId) {
      if (!(await hasPassed(viewer, exerciseId))) return null;
      const rows = (await solutionsOf(db, exerciseId)).filter(
        (row) => row.hidden_at === null || mayModerate(viewer) || row.learner_id === viewer.id,
      );
      return described(viewer, rows);
    },

    async picture(viewer, attemptId, name) {
      const row = await seen(viewer, attemptId);
      if (!row) return null;
      const stored = (await reportsOf(db, [attemptId])).get(attemptId);
      const picture = stored?.evidence.find((one) => one.name === name);
      if (!picture || !isShownFile(name) || !(await blobs.has(picture.sha256))) return null;
      return { bytes: await blobs.read(picture.sha256), mime: picture.mime };
    },

    flag: (viewer, attemptId, given) =>
      outcomeOf(async () => {
        const reason = line(given);
        if (reason === '' || reason.length > 300) throw new Refused(refusals.reasonMissing());
        if (!(await seen(viewer, attemptId))) throw new Refused(refusals.solutionGone());
        await store.transaction((trx) =>
          putFlag(trx, { attemptId, learnerId: viewer.id, reason, at: now() }),
        );
      }),

    moderate: (staff, attemptId, hide) =>
      outcomeOf(async () => {
        if (!mayModerate(staff)) throw new Refused(refusals.staffOnly());
        const reason = hide && line(hide.reason);
        if (reason !== null && (reason === '' || reason.length > 300))
          throw new Refused(refusals.reasonMissing());
        await store.transaction(async (trx) => {
          const row = await solutionById(trx, attemptId);
          if (!row) throw new Refused(refusals.solutionGone());
          const hidden = reason === null ? null : { by: staff.id, reason };
          await settleSolution(trx, attemptId, hidden, now());
          const exercise = catalogue.byId(row.exercise_id);
          if (reason !== null && row.hidden_at === null && exercise)
            await notify(trx, {
              learnerId: row.learner_id,
              code: 'solution-hidden',
              params: { exercise: exercise.spec.title, reason },
              href: `/exercises/${exercise.track}/${exercise.slug}/gallery`,
              at: now(),
            });
        });
      }),

    async flagged(staff) {
      return mayModerate(staff) ? described(staff, await flaggedSolutions(db)) : [];
    },
  };
}
