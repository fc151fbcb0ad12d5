import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { guestHasNoAccount } from '#core/account-refusals.ts';
import { deletionPassword, dueAfter, lastOwner } from '#core/deletion.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import type { Deletion } from './deletion-app.ts';
import {
  askDeletion,
  deletionDue,
  dueDeletions,
  ownedByOthers,
  withdrawDeletion,
} from '../db/account-deletions.ts';
import { eraseLearner, type Erased } from '../db/erase-learner.ts';
import { learnerById, passwordHashOf } from '../db/learners.ts';
import type { Store } from '../db/open.ts';
import { closeResets } from '../db/password-resets.ts';
import { deleteTokensOf } from '../db/tokens.ts';
import { passwordMatches } from './passwords.ts';
import type { Sessions } from './sessions.ts';
import { tries } from './tries.ts';

interface Parts {
  store: Store;
  sessions: Sessions;
  /** The folder of public copies: one folder for each piece of a portfolio. */
  copies: string;
  now: () => number;
}

/** An account's own end: asked for with its password, done after some days, withdrawn until then. */
export function deletion({ store, sessions, copies, now }: Parts): Deletion & {
  /** Deletes what is due. Returns how many accounts. */
  carryOut(): Promise<number>;
} {
  const passwordTries = tries(now);
  return {
    due: (learner) => deletionDue(store.db, learner.id),

    ask: (learner, password) =>
      outcomeOf(async () => {
        if (learner.guest) throw new Refused(guestHasNoAccount());
        const right = passwordTries.begin(learner.id, learner.id);
        if (!(await passwordMatches(await passwordHashOf(store.db, learner.id), password.slice(0, 200))))
          throw new Refused(deletionPassword());
        right();
        const due = await store.transaction(async (trx) => {
          const current = await learnerById(trx, learner.id);
          if (current?.role === 'owner' && !(await ownedByOthers(trx, learner.id)))
            throw new Refused(lastOwner());
          await askDeletion(trx, learner.id, now(), dueAfter(now()));
          await closeResets(trx, learner.id, now());
          await deleteTokensOf(trx, learner.id);
          return deletionDue(trx, learner.id);
        });
        await sessions.endAllOf(learner.id);
        return due ?? dueAfter(now());
      }),

    keep: (learner) => withdrawDeletion(store.db, learner.id),

    async carryOut() {
      let done = 0;
      for (const id of await dueDeletions(store.db, now())) {
        const erased = await store.transaction(async (trx): Promise<Erased | null> => {
          // Withdrawn, or left as the only owner, since it was asked for.
          const due = await deletionDue(trx, id);
          const learner = due !== null && due <= now() ? await learnerById(trx, id) : null;
          if (!learner || (learner.role === 'owner' && !(await ownedByOthers(trx, id)))) return null;
          return eraseLearner(trx, id);
        });
        if (!erased) continue;
        done += 1;
        for (const piece of erased.pieces) await rm(join(copies, piece), { recursive: true, force: true });
      }
      return done;
    },
  };
}
