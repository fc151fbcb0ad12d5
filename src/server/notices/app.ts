import type { Notice, NoticeSettings } from '#core/notices/types.ts';
import type { Learner, Outcome } from '#core/types.ts';

/** What a person is told of, in the app and, where a mail server is configured, by e-mail. */
export interface Notices {
  /** Whether letters can be sent at all. */
  readonly mails: boolean;
  /** IANA zones to choose from. */
  readonly zones: readonly string[];
  /** Newest first, at most 100. */
  of(learner: Learner): Promise<Notice[]>;
  unread(learner: Learner): Promise<number>;
  /** All, one, or those about a page. */
  markRead(learner: Learner, only?: { id?: string; href?: string }): Promise<void>;
  settings(learner: Learner): Promise<NoticeSettings>;
  /** 422 zone-unknown, quiet-invalid. */
  saveSettings(
    learner: Learner,
    form: { email: string[]; zone: string; quiet: boolean; from: string; until: string },
  ): Promise<Outcome<void>>;
  /** No more letters for whoever this token was written to; false when it is none of ours. */
  unsubscribe(token: string): Promise<boolean>;
  /** Whether it is one of ours. */
  knowsToken(token: string): Promise<boolean>;
  /**
   * Sends a link that sets a new password, if there is such an account. The answer is the same for any address.
   * 404 mail-not-set-up, 422 email-invalid, 429 too-many-tries.
   */
  sendResetLink(email: string, address: string): Promise<Outcome<void>>;
}
