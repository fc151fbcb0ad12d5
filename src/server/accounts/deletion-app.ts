import type { Learner, Outcome } from '#core/types.ts';

export interface Deletion {
  /** When the account will be deleted, ms UTC; null: nobody has asked. */
  due(learner: Learner): Promise<number | null>;
  /**
   * Ends every session, token and open link at once, and deletes the account after the days of grace; returns when.
   * Refusals: 403 wrong-password, account-needed; 409 last-owner; 429 too-many-tries.
   */
  ask(learner: Learner, password: string): Promise<Outcome<number>>;
  /** The account stays. */
  keep(learner: Learner): Promise<void>;
}
