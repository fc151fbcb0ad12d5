import type { Share, SharedSolution } from '#core/gallery/types.ts';
import type { Learner, Outcome } from '#core/types.ts';

/** Solutions that learners share with those who have passed the same exercise. */
export interface Gallery {
  /** How this attempt is shared; null while it is not. */
  shareOf(learner: Learner, attemptId: string): Promise<Share | null>;
  /** Shares one's own passed attempt, or changes its words. 403 not-shareable; 422 note-long. */
  share(learner: Learner, attemptId: string, form: { note: string; named: boolean }): Promise<Outcome<void>>;
  withdraw(learner: Learner, attemptId: string): Promise<void>;
  /** For learners who have passed, and for those who teach, newest first; null for everybody else. Hidden ones only for those who teach. */
  of(viewer: Learner, exerciseId: string): Promise<SharedSolution[] | null>;
  /** `yours`, `yours-2` … of a shared attempt, without metadata. */
  picture(
    viewer: Learner,
    attemptId: string,
    name: string,
  ): Promise<{ bytes: Uint8Array; mime: string } | null>;
  /** Tells those who teach that a solution does not belong here. 404 solution-gone. */
  flag(viewer: Learner, attemptId: string, reason: string): Promise<Outcome<void>>;
  /** For those who teach: out of sight with a reason that its learner is told, or back again. 403, 404 solution-gone, 422 reason-missing. */
  moderate(staff: Learner, attemptId: string, hide: { reason: string } | null): Promise<Outcome<void>>;
  /** For those who teach: what was flagged and not looked at yet, oldest first. */
  flagged(staff: Learner): Promise<SharedSolution[]>;
}
