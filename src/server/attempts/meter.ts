import { Refused } from '#core/refusal.ts';
import { busy } from '#core/upload-refusals.ts';

/** Counts the bytes of one upload while it is under way. */
export interface Meter {
  /** Throws `Refused` when this learner, or all together, have too many bytes under way. */
  take(bytes: number): void;
  end(): void;
}

/** Bytes in flight, of one learner and of all. */
export function uploadMeters(limits: { perLearner: number; all: number }): {
  start(learnerId: string): Meter;
} {
  const ofLearner = new Map<string, number>();
  let all = 0;
  return {
    start(learnerId) {
      let own = 0;
      return {
        take(bytes) {
          own += bytes;
          all += bytes;
          const learners = (ofLearner.get(learnerId) ?? 0) + bytes;
          ofLearner.set(learnerId, learners);
          if (learners > limits.perLearner || all > limits.all) throw new Refused(busy());
        },
        end() {
          all -= own;
          const left = (ofLearner.get(learnerId) ?? 0) - own;
          if (left > 0) ofLearner.set(learnerId, left);
          else ofLearner.delete(learnerId);
          own = 0;
        },
      };
    },
  };
}
