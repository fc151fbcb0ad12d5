import { accountExists, noSuchAccount } from '#core/account-refusals.ts';
import { Refused } from '#core/refusal.ts';
import type { Learner } from '#core/types.ts';
import { insertLearner, learnerByEmail, setRole, type Role } from '../db/learners.ts';
import type { Store, Trx } from '../db/open.ts';
import { insertReset } from '../db/password-resets.ts';
import { digestOf, newId, newSecret } from '../ids.ts';

/** What whoever runs the site does from the command line. Throws `Refused`. */

const LINK_LIVES_MS = 24 * 3_600_000;

async function accountBy(trx: Trx, email: string): Promise<Learner> {
  const known = await learnerByEmail(trx, email);
  if (!known) throw new Refused(noSuchAccount(email));
  return known.learner;
}

async function newLink(trx: Trx, learnerId: string, at: number): Promise<string> {
  const token = newSecret();
  await insertReset(trx, learnerId, digestOf(token), at + LINK_LIVES_MS);
  return token;
}

/** Makes an account without a password and returns the token of the link that sets one. */
export function addAccount(
  store: Store,
  account: { email: string; name: string; role: Role },
  at: number,
): Promise<string> {
  return store.transaction(async (trx) => {
    if (await learnerByEmail(trx, account.email)) throw new Refused(accountExists(account.email));
    const id = newId();
    await insertLearner(trx, { ...account, id, guest: false, createdAt: at });
    return newLink(trx, id, at);
  });
}

export function changeRole(store: Store, email: string, role: Role): Promise<void> {
  return store.transaction(async (trx) => setRole(trx, (await accountBy(trx, email)).id, role));
}

/** Returns the token of a link that sets a new password. */
export function resetLink(store: Store, email: string, at: number): Promise<string> {
  return store.transaction(async (trx) => newLink(trx, (await accountBy(trx, email)).id, at));
}
