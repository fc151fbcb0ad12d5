import type { Attempt } from '../types.ts';

export interface Share {
  note: string;
  /** Shown under the learner's name. */
  named: boolean;
  sharedAt: number;
  /** Why those who teach took it out of sight; null while it is seen. */
  hiddenReason: string | null;
}

export interface SharedSolution extends Share {
  attempt: Attempt;
  /** Null where its learner keeps the name back. */
  by: string | null;
  /** One's own. */
  own: boolean;
  /** Open flags with what was said, for those who teach alone. */
  flags: string[];
}
