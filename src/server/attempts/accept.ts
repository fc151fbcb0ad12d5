import { signInNeeded } from '#core/account-refusals.ts';
import { isFinal, statusOf } from '#core/attempt-status.ts';
import { guestMayTry } from '#core/guest.ts';
import { Refused } from '#core/refusal.ts';
import type { AttemptFile, Learner, Receipt, Refusal } from '#core/types.ts';
import * as refusals from '#core/upload-refusals.ts';
import type { SubmissionRules } from '../../../graders/exercise/schema.ts';
import { isText } from '../../../graders/exercise/kind.ts';
import type { Exercise } from '../../../graders/types.ts';
import type { Incoming } from '../blobs/blob-store.ts';
import type { Config } from '../config.ts';
import { jobsOf } from '../db/attempt-jobs.ts';
import { arrivalsBetween, insertAttempt, sameUpload, unfinishedOf } from '../db/attempts.ts';
import { insertLearner, ownerOf } from '../db/learners.ts';
import type { JobQueue } from '../db/job-queue.ts';
import type { Db, Store, Trx } from '../db/open.ts';
import { reportsOf, verdictsOf } from '../db/reports.ts';
import { newId } from '../ids.ts';
import { worthAt } from '../cohorts/worth.ts';
import { oneAtATime } from './one-at-a-time.ts';

const MINUTE = 60_000;
/** The same bytes again within so long is a second click, not a second attempt. */
const DOUBLE_CLICK_MS = 10_000;

export interface Accepting {
  config: Config;
  store: Store;
  queue: JobQueue;
  /** Looks at the header in a child process; null when the file may be graded. */
  inspect(path: string, name: string, rules: SubmissionRules): Promise<Refusal | null>;
  queued(attemptId: string): void;
  now(): number;
}

/** A file that has arrived, by whatever way: an upload under its temporary name, or bytes that are stored already. */
export interface Arrived {
  name: string;
  blob: Pick<Incoming, 'path' | 'finish' | 'keep' | 'discard'>;
}

export interface Accepted {
  attemptId: string;
  receipt: Receipt;
  duplicate: boolean;
  /** The guest made with this attempt. */
  guest: Learner | null;
}

/**
 * `isNew`: somebody without a session, who becomes a guest with this attempt. `arrivedAt`: when the first byte of it came,
 * which is what counts for a deadline.
 */
export type Accept = (
  learner: Learner,
  isNew: boolean,
  exercise: Exercise,
  arrived: readonly Arrived[],
  arrivedAt: number,
) => Promise<Accepted>;

/** What every hand-in passes: headers looked at, bytes kept, then attempt and job in one transaction. Throws `Refused`. */
export function accepter(platform: Accepting): Accept {
  const { config, store, now } = platform;
  const inTurn = oneAtATime();

  const accept: Accept = async (learner, isNew, exercise, arrived, arrivedAt) => {
    const files: AttemptFile[] = [];
    for (const { name, blob } of arrived) files.push({ name, ...(await blob.finish()) });
    const twin = await unfinishedTwin(
      store,
      { learnerId: learner.id, exerciseId: exercise.spec.id, files },
      now(),
    );
    if (twin) {
      await discardAll(arrived);
      return { attemptId: twin.id, receipt: receiptOf(files, twin.receivedAt), duplicate: true, guest: null };
    }
    await guardLearner(store.db, learner, exercise, config, now());
    // A text was read when it came; no decoder is asked about it.
    for (const { name, blob } of isText(exercise) ? [] : arrived) {
      const problem = await platform.inspect(blob.path, name, exercise.spec.submission);
      if (problem) throw new Refused(problem);
    }
    for (const { blob } of arrived) await blob.keep();
    const attempt = {
      id: newId(),
      learnerId: learner.id,
      exerciseId: exercise.spec.id,
      exerciseSlug: exercise.slug,
      receivedAt: now(),
      arrivedAt,
      files,
    };
    await store.transaction(async (trx) => {
      if (isNew) await insertLearner(trx, learner);
      // A guest may have signed in while the work was on its way: it goes where the guest went.
      const owner = await ownerOf(trx, learner.id);
      if (!owner) throw new Refused(signInNeeded());
      await insertAttempt(trx, { ...attempt, learnerId: owner });
      const waiting = await unfinishedOf(trx, owner);
      const worth = await worthAt(trx, owner, exercise.spec.id);
      // What came before a deadline is graded, whatever comes after it.
      const older = waiting.filter(
        (one) =>
          one.exerciseId === exercise.spec.id &&
          !one.leased &&
          one.id !== attempt.id &&
          worth(one.arrivedAt) === worth(arrivedAt),
      );
      await platform.queue.cancelWaiting(
        trx,
        older.map((one) => one.id),
      );
      await enqueueGrade(platform.queue, trx, attempt.id);
    });
    platform.queued(attempt.id);
    return {
      attemptId: attempt.id,
      receipt: receiptOf(attempt.files, attempt.receivedAt),
      duplicate: false,
      guest: isNew ? learner : null,
    };
  };

  return (learner, ...handedIn) => inTurn(learner.id, () => accept(learner, ...handedIn));
}

export const discardAll = async (arrived: readonly Arrived[]): Promise<void> => {
  for (const { blob } of arrived) await blob.discard();
};

/** Guests try one exercise; nobody floods the queue. What arrived before the clock was put back does not count. */
export async function guardLearner(
  db: Db,
  learner: Learner,
  exercise: Exercise,
  config: Config,
  at: number,
): Promise<void> {
  const { attemptsPerMinute, waitingPerLearner } = config.limits;
  if (learner.guest) {
    const verdicts = await verdictsOf(db, learner.id);
    if (!guestMayTry(exercise.spec.id, verdicts)) throw new Refused(refusals.guestLimit());
  }
  const recent = await arrivalsBetween(db, learner.id, at - MINUTE, at);
  const oldest = recent.at(-attemptsPerMinute);
  if (oldest !== undefined) throw new Refused(refusals.tooFast(Math.ceil((oldest + MINUTE - at) / 1000)));
  const elsewhere = (await unfinishedOf(db, learner.id)).filter((one) => one.exerciseId !== exercise.spec.id);
  if (elsewhere.length >= waitingPerLearner) throw new Refused(refusals.tooManyWaiting(elsewhere.length));
}

export function enqueueGrade(queue: JobQueue, trx: Trx, attemptId: string): Promise<'queued' | 'duplicate'> {
  return queue.enqueue(trx, 'grade', { attemptId }, { dedupeKey: `grade:${attemptId}`, subject: attemptId });
}

/** The same learner's attempt with the same bytes that is not final yet, or only just arrived. */
async function unfinishedTwin(
  { db }: Store,
  upload: { learnerId: string; exerciseId: string; files: readonly AttemptFile[] },
  at: number,
): Promise<{ id: string; receivedAt: number } | null> {
  const twin = await sameUpload(db, upload);
  if (!twin || Math.abs(at - twin.receivedAt) < DOUBLE_CLICK_MS) return twin;
  const job = (await jobsOf(db, [twin.id])).get(twin.id) ?? null;
  const stored = (await reportsOf(db, [twin.id])).get(twin.id);
  const report = stored ? { outcome: stored.report.outcome, createdAt: stored.createdAt } : null;
  return isFinal(statusOf(job, report)) ? null : twin;
}

const receiptOf = (files: readonly AttemptFile[], receivedAt: number): Receipt => ({
  sha256: files.map((file) => file.sha256),
  bytes: files.map((file) => file.bytes),
  receivedAt: new Date(receivedAt).toISOString(),
});
