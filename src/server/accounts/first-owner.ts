import { randomInt, timingSafeEqual } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ownerEmailTaken, setupCodeWrong, setupOver, tooManyTries } from '#core/account-refusals.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import type { Setup } from '../app.ts';
import { anyOwner, insertLearner, learnerByEmail, setPassword } from '../db/learners.ts';
import type { Store } from '../db/open.ts';
import { codeOf } from '../error-code.ts';
import { digestOf, newId } from '../ids.ts';
import { rateLimit } from '../rate-limit.ts';
import { parseEmail, parseName, parsePassword } from './forms.ts';
import { hashPassword } from './passwords.ts';

const MINUTES = 60_000;
const FILE = 'setup-code';
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

interface Parts {
  store: Store;
  data: string;
  /** Returns the Set-Cookie value. */
  startSession(learnerId: string): Promise<string>;
  now(): number;
}

/**
 * The first account of a school, its owner's: whoever can read the code in the data folder may make it, once. There is
 * no such page any more once there is an owner, however they came to be.
 */
export function firstOwner({ store, data, startSession, now }: Parts): Setup {
  const path = join(data, FILE);
  const guesses = rateLimit(20, 15 * MINUTES, now);

  return {
    open: async () => !(await anyOwner(store.db)),

    async code() {
      if (await anyOwner(store.db)) {
        await rm(path, { force: true });
        return null;
      }
      const known = await storedCode(path);
      if (known) return known;
      await writeFile(path, `${newCode()}\n`, { mode: 0o600 });
      return storedCode(path);
    },

    make: (form) =>
      outcomeOf(async () => {
        if (await anyOwner(store.db)) throw new Refused(setupOver());
        if (!guesses.take('setup')) throw new Refused(tooManyTries(15));
        const code = await storedCode(path);
        if (!code || !same(plain(form.code), plain(code))) throw new Refused(setupCodeWrong());
        guesses.giveBack('setup');
        const name = parseName(form.name);
        const email = parseEmail(form.email);
        const passwordHash = await hashPassword(parsePassword(form.password, email));
        const id = await store.transaction(async (trx) => {
          if (await anyOwner(trx)) throw new Refused(setupOver());
          if (await learnerByEmail(trx, email)) throw new Refused(ownerEmailTaken());
          const learnerId = newId();
          await insertLearner(trx, {
            id: learnerId,
            name,
            email,
            guest: false,
            role: 'owner',
            createdAt: now(),
          });
          await setPassword(trx, learnerId, passwordHash, now());
          return learnerId;
        });
        await rm(path, { force: true });
        return startSession(id);
      }),
  };
}

/** Ten letters and digits without look-alikes: 49 bits. */
function newCode(): string {
  const letters = Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

async function storedCode(path: string): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  });
  return text.trim() || null;
}

const plain = (code: string): string => code.replace(/[\s-]/g, '').toUpperCase();

/** Compared as digests, so that the time taken says nothing of how much of a guess is right. */
const same = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(digestOf(a)), Buffer.from(digestOf(b)));
