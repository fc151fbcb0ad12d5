import * as refusals from '#core/account-refusals.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import type { Learner, Refusal } from '#core/types.ts';
import type { Accounts, SignedIn } from '../app.ts';
import {
  insertLearner,
  learnerByEmail,
  learnerById,
  mergeGuest,
  nameGuest,
  passwordHashOf,
  setDetails,
  setPassword,
} from '../db/learners.ts';
import type { Store, Trx } from '../db/open.ts';
import { closeResets, openReset, spendReset } from '../db/password-resets.ts';
import {
  deleteToken,
  deleteTokensOf,
  insertToken,
  learnerByToken,
  tokenExists,
  tokensOf,
} from '../db/tokens.ts';
import { digestOf, newId, newSecret } from '../ids.ts';
import { rateLimit } from '../rate-limit.ts';
import { parseEmail, parseName, parsePassword } from './forms.ts';
import { hashPassword, passwordMatches } from './passwords.ts';
import { newGuest } from './guests.ts';
import type { Sessions } from './sessions.ts';
import { tries } from './tries.ts';

const MINUTES = 60_000;
const MOST_TOKENS = 20;
const TOKEN_PREFIX = 'at_';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A token is for programs: a page, where tokens are made and passwords changed, never takes one. */
const isApi = (request: Request): boolean => new URL(request.url).pathname.startsWith('/api/');

export function accounts({
  store,
  sessions,
  now,
}: {
  store: Store;
  sessions: Sessions;
  now: () => number;
}): Accounts {
  const passwordTries = tries(now);
  const linkFailures = rateLimit(30, 15 * MINUTES, now);
  // A whole class may stand behind one address.
  const accountsPerAddress = rateLimit(100, 60 * MINUTES, now);
  const guestsPerAddress = rateLimit(200, 60 * MINUTES, now);

  const signedIn = async (learnerId: string): Promise<SignedIn> => {
    const learner = await learnerById(store.db, learnerId);
    if (!learner) throw new Error(`Expected learner ${learnerId} to exist`);
    return { learner, cookie: await sessions.start(learnerId) };
  };

  /** A new session for an account; the guest's work goes over, and the guest's sessions end with the guest. */
  const enter = async (learnerId: string, guest: Learner | null): Promise<SignedIn> => {
    if (guest?.guest && guest.id !== learnerId)
      await store.transaction((trx) => mergeGuest(trx, guest.id, learnerId, now()));
    return signedIn(learnerId);
  };

  const needsAccount = (learner: Learner): void => {
    if (learner.guest) throw new Refused(refusals.guestHasNoAccount());
  };

  const needsPassword = async (learner: Learner, given: string, refusal: () => Refusal): Promise<void> => {
    const right = passwordTries.begin(learner.id, learner.id);
    if (!(await passwordMatches(await passwordHashOf(store.db, learner.id), given.slice(0, 200))))
      throw new Refused(refusal());
    right();
  };

  /** Whoever knew the old password, or got hold of a session, a link or a token, is out from here on. */
  const renewPassword = async (trx: Trx, learnerId: string, passwordHash: string): Promise<void> => {
    await setPassword(trx, learnerId, passwordHash, now());
    await closeResets(trx, learnerId, now());
    await deleteTokensOf(trx, learnerId);
  };

  return {
    signUp: (form, guest, address) =>
      outcomeOf(async () => {
        const name = parseName(form.name);
        const email = parseEmail(form.email);
        const password = parsePassword(form.password, email);
        const right = passwordTries.begin(email, address);
        if (!accountsPerAddress.take(address)) throw new Refused(refusals.tooManyTries(60));
        const passwordHash = await hashPassword(password);
        const keptId = guest?.guest ? guest.id : null;
        const madeId = await store.transaction(async (trx) => {
          if (await learnerByEmail(trx, email)) return null;
          const id = keptId ?? newId();
          if (keptId) {
            if (!(await nameGuest(trx, keptId, name, email))) throw new Refused(refusals.guestMoved());
          } else
            await insertLearner(trx, { id, name, email, guest: false, role: 'learner', createdAt: now() });
          await setPassword(trx, id, passwordHash, now());
          return id;
        });
        if (madeId) {
          right();
          await sessions.endAllOf(madeId);
          return signedIn(madeId);
        }
        // Somebody who forgot that they have an account, and knows its password, is let in.
        const known = await learnerByEmail(store.db, email);
        if (known && (await passwordMatches(known.passwordHash, password))) {
          right();
          return enter(known.learner.id, guest);
        }
        throw new Refused(refusals.noNewAccount());
      }),

    signIn: (form, guest, address) =>
      outcomeOf(async () => {
        const email = form.email.normalize('NFKC').trim().toLowerCase();
        const right = passwordTries.begin(email, address);
        const known = await learnerByEmail(store.db, email);
        if (!(await passwordMatches(known?.passwordHash ?? null, form.password.slice(0, 200))) || !known)
          throw new Refused(refusals.wrongSignIn());
        right();
        return enter(known.learner.id, guest);
      }),

    signOut: (cookieHeader) => sessions.end(cookieHeader),

    changeDetails: (learner, form) =>
      outcomeOf(async () => {
        needsAccount(learner);
        const name = parseName(form.name);
        const email = parseEmail(form.email);
        if (email !== learner.email)
          await needsPassword(learner, form.current, () => refusals.passwordForEmail(form.current));
        await store.transaction(async (trx) => {
          const holder = await learnerByEmail(trx, email);
          if (holder && holder.learner.id !== learner.id) throw new Refused(refusals.emailTaken());
          await setDetails(trx, learner.id, { name, email });
          // A link that lies in the old mailbox opens nothing any more.
          if (email !== learner.email) await closeResets(trx, learner.id, now());
        });
        return { ...learner, name, email };
      }),

    changePassword: (learner, form) =>
      outcomeOf(async () => {
        needsAccount(learner);
        await needsPassword(learner, form.current, refusals.wrongPassword);
        const passwordHash = await hashPassword(parsePassword(form.next, learner.email ?? ''));
        await store.transaction((trx) => renewPassword(trx, learner.id, passwordHash));
        await sessions.endAllOf(learner.id);
        return signedIn(learner.id);
      }),

    checkResetLink: (token) =>
      outcomeOf(async () => {
        const learnerId = await openReset(store, digestOf(token), now());
        const learner = learnerId && (await learnerById(store.db, learnerId));
        if (!learner) throw new Refused(refusals.linkSpent());
        return { learner, first: (await passwordHashOf(store.db, learner.id)) === null };
      }),

    resetPassword: (token, next, address) =>
      outcomeOf(async () => {
        if (!linkFailures.take(address)) throw new Refused(refusals.tooManyTries(15));
        const digest = digestOf(token);
        const learnerId = await openReset(store, digest, now());
        const learner = learnerId && (await learnerById(store.db, learnerId));
        if (!learner) throw new Refused(refusals.linkSpent());
        linkFailures.giveBack(address);
        const passwordHash = await hashPassword(parsePassword(next, learner.email ?? ''));
        await store.transaction(async (trx) => {
          if (!(await spendReset(trx, digest, now()))) throw new Refused(refusals.linkSpent());
          await renewPassword(trx, learner.id, passwordHash);
        });
        await sessions.endAllOf(learner.id);
        return signedIn(learner.id);
      }),

    becomeGuest: (address) =>
      outcomeOf(async () => {
        if (!guestsPerAddress.take(address)) throw new Refused(refusals.tooManyTries(60));
        const guest = newGuest(now());
        await store.transaction((trx) => insertLearner(trx, guest));
        return signedIn(guest.id);
      }),

    createToken: (learner, label, once = '') =>
      outcomeOf(async () => {
        needsAccount(learner);
        const secret = TOKEN_PREFIX + newSecret();
        const token = {
          id: UUID.test(once) ? once : newId(),
          learnerId: learner.id,
          label: parseName(label),
          digest: digestOf(secret),
          createdAt: now(),
        };
        await store.transaction(async (trx) => {
          if (await tokenExists(trx, token.id)) throw new Refused(refusals.tokenMadeAlready());
          if ((await tokensOf(trx, learner.id)).length >= MOST_TOKENS)
            throw new Refused(refusals.tooManyTokens(MOST_TOKENS));
          await insertToken(trx, token);
        });
        return { id: token.id, token: secret };
      }),

    listTokens: (learner) => tokensOf(store.db, learner.id),
    revokeToken: (learner, id) => deleteToken(store.db, learner.id, id),

    async authenticate(request) {
      const bearer = isApi(request)
        ? /^Bearer (at_[0-9a-f]{40})$/.exec(request.headers.get('authorization') ?? '')?.[1]
        : undefined;
      if (bearer)
        return {
          learner: await learnerByToken(store.db, digestOf(bearer), now()),
          cookie: null,
          expired: false,
        };
      const cookieHeader = request.headers.get('cookie');
      const session = await sessions.read(cookieHeader);
      if (session) return { ...session, expired: false };
      const expired = sessions.sent(cookieHeader);
      return { learner: null, cookie: expired ? await sessions.end(cookieHeader) : null, expired };
    },
  };
}
