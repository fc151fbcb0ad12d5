import { setImmediate } from 'node:timers/promises';
import { byWeight, suspiciousPairs, type Pair, type Sample } from '#core/integrity/pairs.ts';
import { shinglesOf } from '#core/integrity/shingles.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import { goneAlready } from '#core/review/refusals.ts';
import { isText } from '../../../graders/exercise/kind.ts';
import type { Exercise } from '../../../graders/types.ts';
import { EDIT_METHOD } from '../../../graders/integrity/edit.ts';
import { GRADE } from '#worker/supervisor.ts';
import type { Catalogue } from '../app.ts';
import { standing, standingToChange } from '../cohorts/standing.ts';
import { filesOf } from '../db/attempts.ts';
import { recordAudit } from '../db/audit.ts';
import { comparedAmong, comparedExercises, comparedIn, lookedIn, pairKey, putLooked } from '../db/edits.ts';
import type { JobQueue } from '../db/job-queue.ts';
import type { Store } from '../db/open.ts';
import { reportsOf } from '../db/reports.ts';
import { newId } from '../ids.ts';
import { parseText } from '../review/parse.ts';
import type { ComparedPair, ComparedSide, Integrity } from './app.ts';
import { givenAt } from './given.ts';

interface Parts {
  store: Store;
  queue: JobQueue;
  catalogue: Catalogue;
  wake(): void;
  now(): number;
}

/** Behind live attempts and regrades. */
const PRIORITY = -20;
/** More than these nobody looks through; the most telling come first. */
const MOST_PAIRS = 200;

export function integrity({ store, queue, catalogue, wake, now }: Parts): Integrity {
  const { db } = store;

  /** Everybody's work at one exercise of a class, as far as it can be compared. */
  const comparedAt = async (cohortId: string, exerciseId: string) => {
    const rows = await comparedIn(db, cohortId, exerciseId, EDIT_METHOD);
    const ids = rows.map(({ attemptId }) => attemptId);
    const exercise = catalogue.byId(exerciseId);
    const written = exercise !== null && isText(exercise);
    const [files, reports] = await Promise.all([
      filesOf(db, ids),
      written ? reportsOf(db, ids) : new Map<string, never>(),
    ]);
    const given = exercise ? startsOf(exercise) : new Set();
    const textOf = (attemptId: string) => reports.get(attemptId)?.report.prompt?.text ?? null;
    const samples = rows.map(({ attemptId, learnerId, receivedAt, edit }): Sample => {
      const text = textOf(attemptId);
      const shingles = text === null ? null : shinglesOf(text, givenAt(exercise));
      // Of a few words, or of a text that is only mended, two hands make the same by themselves.
      const tells = text === null || shingles !== null;
      const digests = (files.get(attemptId) ?? []).map(({ sha256 }) => sha256);
      return {
        attemptId,
        learnerId,
        exerciseId,
        receivedAt,
        // Whoever hands in what everybody was given has copied from nobody.
        digests: tells ? digests.filter((one) => !given.has(one)) : [],
        edit: edit ?? null,
        shingles,
      };
    });
    const missing = written ? [] : rows.filter(({ edit }) => edit === undefined);
    return { rows, samples, missing: missing.map(({ attemptId }) => attemptId), textOf };
  };

  /** Exercise by exercise, so that neither all edits are in memory at once nor everybody else waits for the last one. */
  async function* comparedThrough(cohortId: string) {
    for (const exerciseId of await comparedExercises(db, cohortId)) {
      yield await comparedAt(cohortId, exerciseId);
      await setImmediate();
    }
  }

  return {
    async of(cohortId, viewer) {
      const seen = await outcomeOf(() => standing(db, viewer, cohortId, 'integrity.see'));
      if (!seen.ok) return null;
      const looked = await lookedIn(db, cohortId);
      const pairs: (ComparedPair & { weight: Pair })[] = [];
      let [attempts, missing] = [0, 0];
      for await (const at of comparedThrough(cohortId)) {
        attempts += at.rows.length;
        missing += at.missing.length;
        const names = new Map(at.rows.map(({ learnerId, learner }) => [learnerId, learner]));
        const side = ({ attemptId, learnerId, receivedAt }: Sample): ComparedSide => ({
          attemptId,
          learner: names.get(learnerId)!,
          at: receivedAt,
          text: at.textOf(attemptId),
        });
        for (const pair of suspiciousPairs(at.samples))
          pairs.push({
            weight: pair,
            exerciseId: pair.first.exerciseId,
            first: side(pair.first),
            second: side(pair.second),
            why: pair.why,
            alike: pair.alike,
            looked: looked.get(pairKey(pair.first.attemptId, pair.second.attemptId)) ?? null,
          });
      }
      const ordered = pairs.toSorted(
        (a, b) => Number(a.looked !== null) - Number(b.looked !== null) || byWeight(a.weight, b.weight),
      );
      return {
        cohort: seen.value.cohort.name,
        pairs: ordered.slice(0, MOST_PAIRS).map(({ weight: _, ...pair }) => pair),
        found: ordered.length,
        attempts,
        missing,
      };
    },

    lookAgain: (cohortId, viewer) =>
      outcomeOf(async () => {
        await standingToChange(db, viewer, cohortId, 'integrity.see');
        let queued = 0;
        for await (const { missing } of comparedThrough(cohortId)) {
          await store.transaction(async (trx) => {
            for (const editOf of missing) {
              const subject = `edit:${editOf}`;
              await queue.enqueue(
                trx,
                GRADE,
                { editOf },
                { dedupeKey: subject, subject, priority: PRIORITY },
              );
            }
          });
          queued += missing.length;
        }
        wake();
        return queued;
      }),

    looked: (cohortId, viewer, { first, second, note }) =>
      outcomeOf(async () => {
        const text = parseText('The note', note);
        await store.transaction(async (trx) => {
          await standingToChange(trx, viewer, cohortId, 'integrity.see');
          const there = await comparedAmong(trx, cohortId, [first, second]);
          if (there.length < 2) throw new Refused(goneAlready('That pair'));
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

/** Digests of what the learner was given to begin with. */
const startsOf = ({ start, frames }: Exercise): Set<string> =>
  new Set([start, ...frames.map((frame) => frame.start)].map(({ sha256 }) => sha256));
