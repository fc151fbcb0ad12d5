import { NOTICE_CODES, type NoticeCode, type NoticeSettings } from '#core/notices/types.ts';
import * as refusals from '#core/notices/refusals.ts';
import { tooManyTries } from '#core/account-refusals.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import { parseEmail } from '../accounts/forms.ts';
import { learnerByEmail, learnerById } from '../db/learners.ts';
import { putSettings, settingsOf } from '../db/notice-settings.ts';
import { markRead, noticesOf, unreadCount } from '../db/notices.ts';
import type { Store } from '../db/open.ts';
import { insertReset } from '../db/password-resets.ts';
import { digestOf, newSecret } from '../ids.ts';
import type { Log } from '../log.ts';
import { rateLimit } from '../rate-limit.ts';
import { isZone, ZONES } from '../zones.ts';
import type { Notices } from './app.ts';
import type { Mailer } from './mailer.ts';
import { learnerOfToken } from './unsubscribe.ts';

const MOST = 100;
const HOUR = 3_600_000;
const LINK_LIVES_MS = 2 * HOUR;

interface Parts {
  store: Store;
  /** Null: letters cannot be sent. */
  mailer: Mailer | null;
  secret: Uint8Array;
  publicUrl: string;
  log: Log;
  now: () => number;
}

export function notices({ store, mailer, secret, publicUrl, log, now }: Parts): Notices {
  const { db } = store;
  const linksPerAddress = rateLimit(20, HOUR, now);
  const linksPerAccount = rateLimit(3, HOUR, now);

  /** The account is looked for and written to after the answer has gone out: its time tells nothing. */
  const sendLink = async (email: string): Promise<void> => {
    const known = await learnerByEmail(db, email);
    if (!known || !mailer || !linksPerAccount.take(email)) return;
    const token = newSecret();
    await store.transaction((trx) =>
      insertReset(trx, known.learner.id, digestOf(token), now() + LINK_LIVES_MS),
    );
    const text = `Somebody, perhaps you, asked for a new password at ${publicUrl}.\n\nThis link sets one; it works once, within two hours:\n${publicUrl}/reset-password?token=${token}\n\nIf it was not you, do nothing: your password stays as it is.`;
    await mailer.send(email, { subject: 'A new password for Atelier', text });
  };

  return {
    mails: mailer !== null,
    zones: ZONES,
    of: (learner) => noticesOf(db, learner.id, MOST),
    unread: (learner) => unreadCount(db, learner.id),
    markRead: (learner, only) => store.transaction((trx) => markRead(trx, learner.id, now(), only)),
    settings: (learner) => settingsOf(db, learner.id),

    saveSettings: (learner, form) =>
      outcomeOf(async () => {
        const settings: NoticeSettings = {
          email: NOTICE_CODES.filter((code) => form.email.includes(code)),
          zone: knownZone(form.zone),
          quiet: form.quiet ? { from: minuteOf(form.from), until: minuteOf(form.until) } : null,
        };
        await store.transaction((trx) => putSettings(trx, learner.id, settings));
      }),

    async unsubscribe(token) {
      const learnerId = learnerOfToken(secret, token);
      if (learnerId === null || !(await learnerById(db, learnerId))) return false;
      const none: NoticeCode[] = [];
      await store.transaction(async (trx) =>
        putSettings(trx, learnerId, { ...(await settingsOf(trx, learnerId)), email: none }),
      );
      return true;
    },
    knowsToken: async (token) => {
      const learnerId = learnerOfToken(secret, token);
      return learnerId !== null && (await learnerById(db, learnerId)) !== null;
    },

    sendResetLink: (given, address) =>
      outcomeOf(async () => {
        if (!mailer) throw new Refused(refusals.mailNotSetUp());
        const email = parseEmail(given);
        if (!linksPerAddress.take(address)) throw new Refused(tooManyTries(60));
        void sendLink(email).catch((error: unknown) => log('letter-not-sent', { message: String(error) }));
      }),
  };
}

function knownZone(zone: string): string {
  if (!isZone(zone)) throw new Refused(refusals.zoneUnknown());
  return zone;
}

function minuteOf(time: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hours === undefined) throw new Refused(refusals.quietInvalid());
  return Number(hours) * 60 + Number(minutes);
}
