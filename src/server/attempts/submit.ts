import { statfs } from 'node:fs/promises';
import { signInNeeded } from '#core/account-refusals.ts';
import { isFinal, statusOf } from '#core/attempt-status.ts';
import { guestMayTry } from '#core/guest.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import type { AttemptFile, Learner, Outcome, Receipt, Refusal } from '#core/types.ts';
import * as refusals from '#core/upload-refusals.ts';
import type { SubmissionRules } from '../../../graders/exercise/schema.ts';
import { uploadOf } from '../../../graders/exercise/upload.ts';
import type { Exercise } from '../../../graders/types.ts';
import { jobsOf } from '../db/attempt-jobs.ts';
import { arrivalsBetween, insertAttempt, sameUpload, unfinishedAmong, unfinishedOf } from '../db/attempts.ts';
import { insertLearner, ownerOf } from '../db/learners.ts';
import type { JobQueue } from '../db/job-queue.ts';
import type { Db, Store, Trx } from '../db/open.ts';
import { reportsOf, verdictsOf } from '../db/reports.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Config } from '../config.ts';
import { newGuest } from '../accounts/guests.ts';
import { newId } from '../ids.ts';
import { rateLimit } from '../rate-limit.ts';
import { guestLimits, type GuestPlace } from './guest-limits.ts';
import { uploadMeters } from './meter.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { isDiskFull, receiveFiles, type Received } from './receive.ts';

const MINUTE = 60_000;
/** The same bytes again within so long is a second click, not a second attempt. */
const DOUBLE_CLICK_MS = 10_000;

export interface Submitting {
  config: Config;
  store: Store;
  blobs: BlobStore;
  queue: JobQueue;
  /** Looks at the header in a child process; null when the file may be graded. */
  inspect(path: string, name: string, rules: SubmissionRules): Promise<Refusal | null>;
  queued(attemptId: string): void;
  now(): number;
}

export interface Accepted {
  attemptId: string;
  receipt: Receipt;
  duplicate: boolean;
  /** The guest made with this attempt. */
  guest: Learner | null;
}

/** `learner` null: somebody without a session, who becomes a guest when the picture is taken in. */
export type Submit = (
  learner: Learner | null,
  exercise: Exercise,
  request: Request,
  address: string,
) => Promise<Outcome<Accepted>>;

/**
 * Takes a picture in, or the pictures of a set: receives, looks at the headers, keeps the bytes, then writes attempt and
 * job in one transaction.
 */
export function submitter(platform: Submitting): Submit {
  const { config, store, blobs, now } = platform;
  const meters = uploadMeters({ perLearner: config.limits.inFlightPerLearner, all: config.limits.inFlight });
  const requests = rateLimit(3 * config.limits.attemptsPerMinute, MINUTE, now);
  const inTurn = oneAtATime();
  const guests = guestLimits({
    perHour: config.limits.guestAttemptsPerHour,
    waiting: config.limits.guestsWaiting,
    unfinished: (ids) => unfinishedAmong(store.db, ids),
    now,
  });

  const guardDisk = async (bytes: number): Promise<void> => {
    const { bavail, bsize } = await statfs(config.data);
    if (bavail * bsize - bytes < config.limits.diskFloor) throw new Refused(refusals.diskFull());
  };

  const accept = async (
    learner: Learner,
    isNew: boolean,
    exercise: Exercise,
    received: readonly Received[],
  ): Promise<Accepted> => {
    const files: AttemptFile[] = [];
    for (const { name, blob } of received) files.push({ name, ...(await blob.finish()) });
    const twin = await unfinishedTwin(
      store,
      { learnerId: learner.id, exerciseId: exercise.spec.id, files },
      now(),
    );
    if (twin) {
      await discardAll(received);
      return { attemptId: twin.id, receipt: receiptOf(files, twin.receivedAt), duplicate: true, guest: null };
    }
    await guardLearner(store.db, learner, exercise, config, now());
    for (const { name, blob } of received) {
      const problem = await platform.inspect(blob.path, name, exercise.spec.submission);
      if (problem) throw new Refused(problem);
    }
    for (const { blob } of received) await blob.keep();
    const attempt = {
      id: newId(),
      learnerId: learner.id,
      exerciseId: exercise.spec.id,
      exerciseSlug: exercise.slug,
      receivedAt: now(),
      files,
    };
    await store.transaction(async (trx) => {
      if (isNew) await insertLearner(trx, learner);
      // A guest may have signed in while the picture was on its way: it goes where the guest went.
      const owner = await ownerOf(trx, learner.id);
      if (!owner) throw new Refused(signInNeeded());
      await insertAttempt(trx, { ...attempt, learnerId: owner });
      const waiting = await unfinishedOf(trx, owner);
      const older = waiting.filter(
        (one) => one.exerciseId === exercise.spec.id && !one.leased && one.id !== attempt.id,
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

  return (known, exercise, request, address) =>
    outcomeOf(async () => {
      const learner = known ?? newGuest(now());
      const sender = known?.id ?? address;
      const meter = meters.start(sender);
      let place: GuestPlace | null = null;
      try {
        if (!requests.take(sender)) throw new Refused(refusals.tooFast(60));
        await guardLearner(store.db, learner, exercise, config, now());
        const { count, maxBytes } = uploadOf(exercise);
        await guardDisk(count * maxBytes);
        if (learner.guest) place = await guests.enter(address);
        const received = await receiveFiles(request, { count, maxBytes }, blobs, meter);
        try {
          const accepted = await inTurn(learner.id, () => accept(learner, !known, exercise, received));
          if (!accepted.duplicate) place?.becomes(accepted.attemptId);
          return accepted;
        } catch (error) {
          await discardAll(received);
          throw isDiskFull(error) ? new Refused(refusals.diskFull()) : error;
        }
      } finally {
        place?.leave();
        meter.end();
      }
    });
}

const discardAll = async (received: readonly Received[]): Promise<void> => {
  for (const { blob } of received) await blob.discard();
};

/** Guests try one exercise; nobody floods the queue. What arrived before the clock was put back does not count. */
async function guardLearner(
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
