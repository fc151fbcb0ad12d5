import { setTimeout as sleep } from 'node:timers/promises';
import { every } from '#worker/every.ts';
import type { Catalogue } from '../app.ts';
import type { Cohorts } from '../cohorts/app.ts';
import type { MailConfig } from '../config.ts';
import type { Store } from '../db/open.ts';
import type { Log } from '../log.ts';
import type { Notices } from './app.ts';
import { dueSoon } from './due-soon.ts';
import { mailer } from './mailer.ts';
import { notices } from './notices.ts';
import { outbox } from './outbox.ts';

const OUTBOX_MS = 20_000;
const DUE_SOON_MS = 10 * 60_000;
/** How long a letter under way may hold up a stop. */
const LETTER_MS = 5_000;

interface Parts {
  store: Store;
  catalogue: Catalogue;
  duties: Cohorts['duties'];
  mail: MailConfig | null;
  secret: Uint8Array;
  publicUrl: string;
  log: Log;
  now: () => number;
}

/** The notices, and what goes on by itself: looking for what is due soon, and sending letters. */
export function createNotices(parts: Parts): {
  notices: Notices;
  /** Returns how to stop it. */
  start(onError: (error: unknown) => void): () => Promise<void>;
} {
  const sending = parts.mail && mailer(parts.mail);
  let stopped = false;
  const send = sending && outbox({ ...parts, mailer: sending }, () => stopped);
  return {
    notices: notices({ ...parts, mailer: sending }),
    start(onError) {
      const chores = [every(DUE_SOON_MS, dueSoon(parts), onError)];
      if (send) chores.push(every(OUTBOX_MS, send, onError));
      return async () => {
        stopped = true;
        // A letter under way is waited for; one that a silent server holds up is tried again after the next start.
        const ended = Promise.all(chores.map((end) => end()));
        await Promise.race([ended, sleep(LETTER_MS, undefined, { ref: false })]);
        sending?.close();
        await ended;
      };
    },
  };
}
