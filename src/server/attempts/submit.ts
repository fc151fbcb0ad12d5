import { statfs } from 'node:fs/promises';
import { outcomeOf, Refused } from '#core/refusal.ts';
import type { Learner, Outcome } from '#core/types.ts';
import * as refusals from '#core/upload-refusals.ts';
import { uploadOf } from '../../../graders/exercise/upload.ts';
import type { Exercise } from '../../../graders/types.ts';
import { unfinishedAmong } from '../db/attempts.ts';
import { newGuest } from '../accounts/guests.ts';
import { rateLimit } from '../rate-limit.ts';
import { discardAll, guardLearner, type Accept, type Accepted, type Accepting } from './accept.ts';
import { guestLimits, type GuestPlace } from './guest-limits.ts';
import { uploadMeters } from './meter.ts';
import { isDiskFull } from './receive.ts';
import type { HandedIn, TakeIn } from './take-in.ts';

const MINUTE = 60_000;

interface Submitting extends Pick<Accepting, 'config' | 'store' | 'now'> {
  takeIn: TakeIn;
  accept: Accept;
}

/** `learner` null: somebody without a session, who becomes a guest when the work is taken in. */
export type Submit = (
  learner: Learner | null,
  exercise: Exercise,
  handedIn: HandedIn,
  address: string,
  arrivedAt?: number,
) => Promise<Outcome<Accepted>>;

/** Takes pictures in as they stream in, or a text. */
export function submitter(platform: Submitting): Submit {
  const { config, store, takeIn, accept, now } = platform;
  const meters = uploadMeters({ perLearner: config.limits.inFlightPerLearner, all: config.limits.inFlight });
  const requests = rateLimit(3 * config.limits.attemptsPerMinute, MINUTE, now);
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

  return (known, exercise, handedIn, address, arrivedAt = now()) =>
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
        const received = await takeIn(handedIn, exercise, meter);
        try {
          const accepted = await accept(learner, !known, exercise, received, arrivedAt);
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
