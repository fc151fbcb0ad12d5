import { tooManyTries } from '#core/account-refusals.ts';
import { Refused } from '#core/refusal.ts';
import { rateLimit } from '../rate-limit.ts';

const MINUTES = 60_000;
const WINDOW = 15;

/** Tries at passwords. A try counts from its start, so that many at once count as well. */
export interface Tries {
  /** Throws `Refused` when too many have failed. Returns what to call when the password was right. */
  begin(account: string, address: string): () => void;
}

/**
 * Failures within a quarter of an hour: ten by one address at one account, so that a stranger locks out nobody but
 * themselves; a hundred by one address, behind which a whole class may stand; a hundred at one account by all together.
 */
export function tries(now: () => number): Tries {
  const pairs = rateLimit(10, WINDOW * MINUTES, now);
  const accounts = rateLimit(100, WINDOW * MINUTES, now);
  const addresses = rateLimit(100, WINDOW * MINUTES, now);
  return {
    begin(account, address) {
      const pair = `${address} ${account}`;
      if (!pairs.open(pair) || !accounts.open(account) || !addresses.open(address))
        throw new Refused(tooManyTries(WINDOW));
      pairs.take(pair);
      accounts.take(account);
      addresses.take(address);
      return () => {
        pairs.forget(pair);
        accounts.giveBack(account);
        addresses.giveBack(address);
      };
    },
  };
}
