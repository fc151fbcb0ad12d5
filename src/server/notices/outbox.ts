import { letterOf } from '#core/notices/letter.ts';
import { isQuiet } from '#core/notices/quiet.ts';
import { learnerById } from '../db/learners.ts';
import { settingsOf } from '../db/notice-settings.ts';
import { leaseMail, mailDue, markMailed, putOffMail, type MailDue } from '../db/notices.ts';
import type { Store } from '../db/open.ts';
import type { Log } from '../log.ts';
import type { Mailer } from './mailer.ts';
import { unsubscribeToken } from './unsubscribe.ts';

/** Longer than the slowest letter may take. */
const LEASE_MS = 10 * 60_000;
/** With the waits between them: for about a day and a half. */
const MOST_TRIES = 12;
const QUARTER_HOUR = 15 * 60_000;
/** After the first failed try, doubled with each one more, up to the longest. */
const AGAIN_MS = 60_000;
const LONGEST_MS = 8 * 3_600_000;
/** After so many letters in a row that were not taken it is the server, and the rest waits for the next round. */
const ENOUGH_FAILURES = 3;

interface Parts {
  store: Store;
  mailer: Mailer;
  secret: Uint8Array;
  publicUrl: string;
  log: Log;
  now: () => number;
}

type Sent = 'sent' | 'not-sent' | 'nothing';

/**
 * Sends what is due: one letter a person with all that is unread, not within quiet hours, nothing they did not ask for.
 * What the server does not take is tried again, up to twelve times; several processes may do this at once. `stopped`:
 * no further letter is begun.
 */
export function outbox(
  { store, mailer, secret, publicUrl, log, now }: Parts,
  stopped: () => boolean = () => false,
): () => Promise<number> {
  const sendTo = async (learnerId: string, due: readonly MailDue[]): Promise<Sent> => {
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
    if (!learner?.email || told.length === 0) return 'nothing';
    const unsubscribe = `${publicUrl}/unsubscribe/${unsubscribeToken(secret, learnerId)}`;
    try {
      await mailer.send(learner.email, letterOf(told, publicUrl, unsubscribe), unsubscribe);
      await store.transaction((trx) => markMailed(trx, taken, now()));
      return 'sent';
    } catch (error) {
      const tries = Math.max(...told.map((one) => one.tries));
      log('letter-not-sent', { learner: learnerId, message: String(error) });
      const wait = Math.min(AGAIN_MS * 2 ** tries, LONGEST_MS);
      await store.transaction((trx) => putOffMail(trx, taken, now() + wait));
      return 'not-sent';
    }
  };

  return async () => {
    const due = await mailDue(store.db, now(), MOST_TRIES);
    const byLearner = Map.groupBy(due, ({ learnerId }) => learnerId);
    let [sent, failed] = [0, 0];
    for (const [learnerId, notices] of byLearner) {
      if (stopped() || failed === ENOUGH_FAILURES) break;
      const outcome = await sendTo(learnerId, notices).catch((error: unknown): Sent => {
        // Whatever is wrong with one person's rows keeps no letter from the others.
        log('letter-not-sent', { learner: learnerId, message: String(error) });
        return 'nothing';
      });
      if (outcome === 'sent') sent += 1;
      if (outcome !== 'nothing') failed = outcome === 'sent' ? 0 : failed + 1;
    }
    return sent;
  };
}
