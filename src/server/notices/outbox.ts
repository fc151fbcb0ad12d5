import { letterOf } from '#core/notices/letter.ts';
import { isQuiet } from '#core/notices/quiet.ts';
import { learnerById } from '../db/learners.ts';
import { settingsOf } from '../db/notice-settings.ts';
import { leaseMail, mailDue, markMailed, putOffMail, type MailDue } from '../db/notices.ts';
import type { Store } from '../db/open.ts';
import type { Log } from '../log.ts';
import type { Mailer } from './mailer.ts';
import { unsubscribeToken } from './unsubscribe.ts';

const LEASE_MS = 2 * 60_000;
const MOST_TRIES = 6;
const QUARTER_HOUR = 15 * 60_000;
/** After the first failed try, doubled with each one more. */
const AGAIN_MS = 60_000;

interface Parts {
  store: Store;
  mailer: Mailer;
  secret: Uint8Array;
  publicUrl: string;
  log: Log;
  now: () => number;
}

/**
 * Sends what is due: one letter a person with all that is unread, not within quiet hours, nothing they did not ask for.
 * What the server does not take is tried again, up to six times; several processes may do this at once.
 */
export function outbox({ store, mailer, secret, publicUrl, log, now }: Parts): () => Promise<number> {
  const sendTo = async (learnerId: string, due: readonly MailDue[]): Promise<boolean> => {
    const learner = await learnerById(store.db, learnerId);
    const settings = await settingsOf(store.db, learnerId);
    const wanted = due.filter(({ code }) => settings.email.includes(code));
    const unwanted = due.filter((one) => !wanted.includes(one)).map(({ id }) => id);
    const quiet = isQuiet(now(), settings);
    const taken = await store.transaction(async (trx) => {
      await putOffMail(trx, unwanted, null);
      const ids = wanted.map(({ id }) => id);
      if (!learner?.email) await putOffMail(trx, ids, null);
      else if (quiet) await putOffMail(trx, ids, now() + QUARTER_HOUR);
      else return leaseMail(trx, ids, now(), now() + LEASE_MS);
      return [];
    });
    const told = wanted.filter(({ id }) => taken.includes(id));
    if (!learner?.email || told.length === 0) return false;
    const unsubscribe = `${publicUrl}/unsubscribe/${unsubscribeToken(secret, learnerId)}`;
    try {
      await mailer.send(learner.email, letterOf(told, publicUrl, unsubscribe), unsubscribe);
      await store.transaction((trx) => markMailed(trx, taken, now()));
      return true;
    } catch (error) {
      const tries = Math.max(...told.map((one) => one.tries));
      log('letter-not-sent', { learner: learnerId, message: String(error) });
      await store.transaction((trx) => putOffMail(trx, taken, now() + AGAIN_MS * 2 ** tries));
      return false;
    }
  };

  return async () => {
    const due = await mailDue(store.db, now(), MOST_TRIES);
    const byLearner = Map.groupBy(due, ({ learnerId }) => learnerId);
    let sent = 0;
    for (const [learnerId, notices] of byLearner) if (await sendTo(learnerId, notices)) sent += 1;
    return sent;
  };
}
