import { suspiciousPairs, type Sample } from '#core/integrity/pairs.ts';
import { shinglesOf } from '#core/integrity/shingles.ts';
import { may } from '#core/permissions.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import { goneAlready, notYours } from '#core/review/refusals.ts';
import type { Learner } from '#core/types.ts';
import { isText } from '../../../graders/exercise/kind.ts';
import { EDIT_METHOD } from '../../../graders/integrity/edit.ts';
import { GRADE } from '#worker/supervisor.ts';
import type { Catalogue } from '../app.ts';
import { filesOf } from '../db/attempts.ts';
import { recordAudit } from '../db/audit.ts';
import { cohortById } from '../db/cohorts.ts';
import { comparedIn, lookedIn, pairKey, putLooked } from '../db/edits.ts';
import type { JobQueue } from '../db/job-queue.ts';
import type { Store } from '../db/open.ts';
import { reportsOf } from '../db/reports.ts';
import { cohortsOfPerson } from '../db/standing.ts';
import { newId } from '../ids.ts';
import { parseText } from '../review/parse.ts';
import type { ComparedSide, Integrity } from './app.ts';

interface Parts {
  store: Store;
  queue: JobQueue;
  catalogue: Catalogue;
  wake(): void;
  now(): number;
}

/** Behind live attempts and regrades. */
const PRIORITY = -20;

export function integrity({ store, queue, catalogue, wake, now }: Parts): Integrity {
  const { db } = store;

  const teaches = async (viewer: Learner, cohortId: string): Promise<boolean> => {
    if (may(viewer, 'integrity.see', null)) return true;
    const place = (await cohortsOfPerson(db, viewer.id)).find((one) => one.cohortId === cohortId);
    return may(viewer, 'integrity.see', place?.role ?? null);
  };

  const compared = async (cohortId: string) => {
    const rows = await comparedIn(db, cohortId, EDIT_METHOD);
    const ids = rows.map(({ attemptId }) => attemptId);
    const written = rows.filter(({ exerciseId }) => {
      const exercise = catalogue.byId(exerciseId);
      return exercise !== null && isText(exercise);
    });
    const [files, reports] = await Promise.all([
      filesOf(db, ids),
      reportsOf(
        db,
        written.map(({ attemptId }) => attemptId),
      ),
    ]);
    const textOf = (attemptId: string) => reports.get(attemptId)?.report.prompt?.text ?? null;
    const samples = rows.map(({ attemptId, learnerId, exerciseId, receivedAt, edit }): Sample => {
      const text = textOf(attemptId);
      const brief = catalogue.byId(exerciseId)?.brief ?? '';
      return {
        attemptId,
        learnerId,
        exerciseId,
        receivedAt,
        digests: (files.get(attemptId) ?? []).map(({ sha256 }) => sha256),
        edit: edit ?? null,
        shingles: text === null ? null : shinglesOf(text, brief),
      };
    });
    const texts = new Set(written.map(({ attemptId }) => attemptId));
    const missing = rows.filter(({ attemptId, edit }) => edit === undefined && !texts.has(attemptId));
    return { rows, samples, missing: missing.map(({ attemptId }) => attemptId), textOf };
  };

  return {
    async of(cohortId, viewer) {
      const cohort = await cohortById(db, cohortId);
      if (!cohort || !(await teaches(viewer, cohortId))) return null;
      const { rows, samples, missing, textOf } = await compared(cohortId);
      const looked = await lookedIn(db, cohortId);
      const names = new Map(rows.map(({ learnerId, learner }) => [learnerId, learner]));
      const side = ({ attemptId, learnerId, receivedAt }: Sample): ComparedSide => ({
        attemptId,
        learner: names.get(learnerId)!,
        at: receivedAt,
        text: textOf(attemptId),
      });
      const pairs = suspiciousPairs(samples).map(({ first, second, why, alike }) => ({
        exerciseId: first.exerciseId,
        first: side(first),
        second: side(second),
        why,
        alike,
        looked: looked.get(pairKey(first.attemptId, second.attemptId)) ?? null,
      }));
      const ordered = pairs.toSorted((a, b) => Number(a.looked !== null) - Number(b.looked !== null));
      return { cohort: cohort.name, pairs: ordered, attempts: rows.length, missing: missing.length };
    },

    lookAgain: (cohortId, viewer) =>
      outcomeOf(async () => {
        if (!(await teaches(viewer, cohortId))) throw new Refused(notYours());
        const { missing } = await compared(cohortId);
        await store.transaction(async (trx) => {
          for (const editOf of missing) {
            const subject = `edit:${editOf}`;
            await queue.enqueue(trx, GRADE, { editOf }, { dedupeKey: subject, subject, priority: PRIORITY });
          }
        });
        wake();
        return missing.length;
      }),

    looked: (cohortId, viewer, { first, second, note }) =>
      outcomeOf(async () => {
        if (!(await teaches(viewer, cohortId))) throw new Refused(notYours());
        const there = new Set(
          (await comparedIn(db, cohortId, EDIT_METHOD)).map(({ attemptId }) => attemptId),
        );
        if (first === second || !there.has(first) || !there.has(second))
          throw new Refused(goneAlready('That pair'));
        const text = parseText('The note', note);
        await store.transaction(async (trx) => {
          const at = now();
          await putLooked(trx, { cohortId, a: first, b: second, note: text, by: viewer.id, at });
          await recordAudit(trx, {
            id: newId(),
            at,
            actorId: viewer.id,
            cohortId,
            code: 'pair.looked-at',
            subject: first,
            after: { first, second },
            ...(text === '' ? {} : { reason: text }),
          });
        });
      }),
  };
}
