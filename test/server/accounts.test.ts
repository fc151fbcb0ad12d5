import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Learner, Outcome } from '#core/types.ts';
import { addAccount, changeRole, resetLink } from '#server/accounts/administration.ts';
import { database } from '#server/config.ts';
import { removeUnusedGuests } from '#server/db/learners.ts';
import { openStore } from '#server/db/open.ts';
import { insertReset } from '#server/db/password-resets.ts';
import { digestOf } from '#server/ids.ts';
import { signUp, sweepFolders, testPlatform, upload, type TestPlatform } from '#test/support/platform.ts';

const ADDRESS = '192.0.2.7';
const PASSWORD = 'three unrelated words';
const FORM = { name: 'Ines', email: 'ines@example.org', password: PASSWORD };
let platform: TestPlatform;
let clock: number;

beforeEach(async () => {
  clock = Date.now();
  platform = await testPlatform({ now: () => clock });
});
afterEach(() => platform.stop());
afterAll(sweepFolders);

const code = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.refusal.code);
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.title);
  return outcome.value;
};
const asking = (headers: Record<string, string>) =>
  platform.app.accounts.authenticate(new Request('http://localhost/', { headers }));
const askingApi = (headers: Record<string, string>) =>
  platform.app.accounts.authenticate(new Request('http://localhost/api/attempts', { headers }));
const cookieOf = (given: { cookie: string }) => given.cookie.split(';')[0] ?? '';
const who = async (given: { cookie: string }) =>
  (await asking({ cookie: cookieOf(given) })).learner?.id ?? null;

describe('signing up', () => {
  it('makes an account and a session', async () => {
    const made = value(
      await platform.app.accounts.signUp({ ...FORM, email: ' Ines@Example.ORG ' }, null, ADDRESS),
    );
    expect(made.learner).toMatchObject({
      name: 'Ines',
      email: 'ines@example.org',
      guest: false,
      role: 'learner',
    });
    expect(made.cookie).toMatch(/^atelier=\w{40}; HttpOnly; Max-Age=\d+; Path=\/; SameSite=Lax$/);
    expect(await who(made)).toBe(made.learner.id);
  });

  it('over HTTPS the cookie is bound to the host', async () => {
    const secure = await testPlatform({ environment: { ATELIER_PUBLIC_URL: 'https://school.example' } });
    expect((await signUp(secure)).cookie).toMatch(
      /^__Host-atelier=\w{40}; HttpOnly; Max-Age=\d+; Path=\/; SameSite=Lax; Secure$/,
    );
    await secure.stop();
  });

  it.each([
    ['no name', { name: '  ' }, 'name-invalid'],
    ['a long name', { name: 'x'.repeat(81) }, 'name-invalid'],
    ['half an address', { email: 'ines@' }, 'email-invalid'],
    ['nine characters', { password: '123456789' }, 'password-length'],
    ['far too many', { password: 'ab c'.repeat(60) }, 'password-length'],
    ['one character', { password: 'aaaaaaaaaaaa' }, 'password-guessable'],
    ['what everybody tries', { password: 'Password123!' }, 'password-guessable'],
    ['a run of keys', { password: '1234567890' }, 'password-guessable'],
    ['the address', { password: 'Ines@example.org' }, 'password-guessable'],
  ])('refuses %s', async (_, wrong, expected) => {
    expect(code(await platform.app.accounts.signUp({ ...FORM, ...wrong }, null, ADDRESS))).toBe(expected);
  });

  it('with an address that has an account: in with the right password, else a refusal', async () => {
    const first = value(await platform.app.accounts.signUp(FORM, null, ADDRESS));
    const again = value(
      await platform.app.accounts.signUp({ ...FORM, email: 'INES@example.org' }, null, ADDRESS),
    );
    expect(again.learner.id).toBe(first.learner.id);
    expect(
      code(await platform.app.accounts.signUp({ ...FORM, password: 'something else here' }, null, ADDRESS)),
    ).toBe('sign-up-refused');
  });
});

describe('signing in', () => {
  beforeEach(async () => void (await signUp(platform)));

  it('says the same whether the account or the password is wrong', async () => {
    const wrong = [
      { email: 'ines@example.org', password: 'wrong wrong wrong' },
      { email: 'nobody@example.org', password: PASSWORD },
      { email: 'no address', password: PASSWORD },
    ];
    const answers = await Promise.all(wrong.map((form) => platform.app.accounts.signIn(form, null, ADDRESS)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers.map(code)).toEqual(['wrong-sign-in', 'wrong-sign-in', 'wrong-sign-in']);
  });

  it('starts a session of its own each time; signing out ends that one alone', async () => {
    const [one, two] = [
      value(await platform.app.accounts.signIn(FORM, null, ADDRESS)),
      value(await platform.app.accounts.signIn(FORM, null, ADDRESS)),
    ];
    expect(cookieOf(one)).not.toBe(cookieOf(two));
    expect(await platform.app.accounts.signOut(cookieOf(one))).toContain('Max-Age=0');
    expect([await who(one), await who(two)]).toEqual([null, two.learner.id]);
  });

  const wrong = { ...FORM, password: 'wrong wrong wrong' };
  const tryFrom = async (address: string, form = wrong) =>
    code(await platform.app.accounts.signIn(form, null, address));

  it('is slowed down per account and address, and opens again; others are let in', async () => {
    for (let i = 0; i < 10; i++) expect(await tryFrom(ADDRESS)).toBe('wrong-sign-in');
    expect([await tryFrom(ADDRESS, FORM), await tryFrom('192.0.2.99', FORM)]).toEqual([
      'too-many-tries',
      'ok',
    ]);
    clock += 15 * 60_000 + 1;
    expect(await tryFrom(ADDRESS, FORM)).toBe('ok');
  });

  it('counts tries that are made at once', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => tryFrom(ADDRESS)));
    expect(answers.filter((answer) => answer === 'wrong-sign-in').length).toBe(10);
  });

  it('is slowed down per account, wherever the tries come from', async () => {
    for (let i = 0; i < 100; i++) await tryFrom(`192.0.2.${100 + Math.floor(i / 10)}`);
    expect(await tryFrom('192.0.2.99', FORM)).toBe('too-many-tries');
  });

  it('does not wait for the clock to catch up when it was put back', async () => {
    for (let i = 0; i < 11; i++) await tryFrom(ADDRESS);
    clock -= 3_600_000;
    expect(await tryFrom(ADDRESS, FORM)).toBe('ok');
  });

  it('is slowed down per address', async () => {
    for (let i = 0; i < 100; i++)
      await platform.app.accounts.signIn(
        { email: `x${i}@example.org`, password: 'wrong wrong wrong' },
        null,
        ADDRESS,
      );
    expect(code(await platform.app.accounts.signIn(FORM, null, ADDRESS))).toBe('too-many-tries');
  });

  it('keeps neither the session nor the password in clear', async () => {
    const entered = value(await platform.app.accounts.signIn(FORM, null, ADDRESS));
    const store = openStore(database(platform.config));
    const rows = JSON.stringify([
      await store.db.selectFrom('sessions').selectAll().execute(),
      await store.db.selectFrom('credentials').selectAll().execute(),
    ]);
    await store.close();
    expect(rows).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(rows).not.toContain(cookieOf(entered).split('=')[1]);
    expect(rows).not.toContain(PASSWORD);
  });
});

describe('a session', () => {
  it('ends after thirty days, is prolonged in the second half, and tells that it has ended', async () => {
    const { session } = await signUp(platform);
    const store = openStore(database(platform.config));
    const expires = (at: number) => store.db.updateTable('sessions').set({ expires_at: at }).execute();
    await expires(Date.now() + 10 * 86_400_000);
    expect((await asking({ cookie: session })).cookie).toMatch(/^atelier=/);
    await expires(Date.now() - 1);
    const ended = await asking({ cookie: session });
    expect(ended).toMatchObject({ learner: null, expired: true });
    expect(ended.cookie).toContain('Max-Age=0');
    expect(await asking({})).toEqual({ learner: null, cookie: null, expired: false });
    await store.close();
  });
});

describe('changing name and e-mail', () => {
  it('takes a name at once, an address with the password, and nobody else’s', async () => {
    const { learner } = await signUp(platform);
    await platform.app.accounts.signUp({ ...FORM, email: 'taken@example.org' }, null, ADDRESS);
    const change = async (form: Partial<Record<'name' | 'email' | 'current', string>>) =>
      code(
        await platform.app.accounts.changeDetails(learner, {
          name: learner.name,
          email: FORM.email,
          current: '',
          ...form,
        }),
      );
    expect([
      await change({ name: 'Another Name' }),
      await change({ email: FORM.email.toUpperCase() }),
      await change({ name: '' }),
      await change({ email: 'not an address', current: PASSWORD }),
      await change({ email: 'new@example.org' }),
      await change({ email: 'new@example.org', current: 'wrong wrong wrong' }),
      await change({ email: 'taken@example.org', current: PASSWORD }),
      await change({ email: ' New@Example.org', current: PASSWORD }),
    ]).toEqual([
      'ok',
      'ok',
      'name-invalid',
      'email-invalid',
      'wrong-password',
      'wrong-password',
      'email-refused',
      'ok',
    ]);
    expect(code(await platform.app.accounts.signIn(FORM, null, ADDRESS))).toBe('wrong-sign-in');
    const entered = value(
      await platform.app.accounts.signIn({ ...FORM, email: 'new@example.org' }, null, ADDRESS),
    );
    expect([entered.learner.id, entered.learner.email]).toEqual([learner.id, 'new@example.org']);
  });

  it.each([
    ['', /^A new e-mail address needs your current password; nothing was changed\.$/],
    ['wrong wrong wrong', /^That is not your current password,/],
  ])('says what is wrong with the password “%s”', async (current, detail) => {
    const { learner } = await signUp(platform);
    const form = { name: learner.name, email: 'new@example.org', current };
    const outcome = await platform.app.accounts.changeDetails(learner, form);
    expect(outcome.ok ? '' : outcome.refusal.detail).toMatch(detail);
  });

  it('with another address ends the links that were sent to the old one', async () => {
    const { learner } = await signUp(platform);
    const store = openStore(database(platform.config));
    await store.transaction((trx) => insertReset(trx, learner.id, digestOf('kept'), 9e15));
    await store.close();
    const { accounts } = platform.app;
    expect(code(await accounts.checkResetLink('kept'))).toBe('ok');
    const form = { name: 'Another Name', email: FORM.email, current: '' };
    value(await accounts.changeDetails(learner, form));
    expect(code(await accounts.checkResetLink('kept'))).toBe('ok');
    value(await accounts.changeDetails(learner, { ...form, email: 'new@example.org', current: PASSWORD }));
    expect(code(await accounts.checkResetLink('kept'))).toBe('link-spent');
  });

  it('is not for guests', async () => {
    const { learner } = value(await platform.app.accounts.becomeGuest(ADDRESS));
    const form = { name: 'Ines', email: 'a@example.org', current: '' };
    expect(code(await platform.app.accounts.changeDetails(learner, form))).toBe('account-needed');
  });
});

describe('changing the password', () => {
  it('ends every other session', async () => {
    const made = await signUp(platform);
    const next = 'four other words now';
    expect(
      code(await platform.app.accounts.changePassword(made.learner, { current: 'wrong wrong wrong', next })),
    ).toBe('wrong-password');
    const changed = value(
      await platform.app.accounts.changePassword(made.learner, { current: PASSWORD, next }),
    );
    expect([await who(made), await who(changed)]).toEqual([null, made.learner.id]);
    expect(code(await platform.app.accounts.signIn(FORM, null, ADDRESS))).toBe('wrong-sign-in');
    expect(code(await platform.app.accounts.signIn({ ...FORM, password: next }, null, ADDRESS))).toBe('ok');
  });

  it('ends tokens and open links, by the form and by a link', async () => {
    const { learner } = await signUp(platform);
    const store = openStore(database(platform.config));
    const link = () => resetLink(store, FORM.email, clock);
    const token = async () => value(await platform.app.accounts.createToken(learner, 'script')).token;
    const opens = async (given: string) =>
      (await askingApi({ authorization: `Bearer ${given}` })).learner !== null;
    const reset = async (given: string, password: string) =>
      code(await platform.app.accounts.resetPassword(given, password, ADDRESS));

    const [open, first] = [await link(), await token()];
    await platform.app.accounts.changePassword(learner, { current: PASSWORD, next: 'four other words now' });
    expect([await reset(open, 'five words of a stranger'), await opens(first)]).toEqual([
      'link-spent',
      false,
    ]);

    const [used, left, second] = [await link(), await link(), await token()];
    expect(await reset(used, PASSWORD)).toBe('ok');
    expect([await reset(left, 'five words of a stranger'), await opens(second)]).toEqual([
      'link-spent',
      false,
    ]);
    await store.close();
  });

  it('by a link is open to somebody who has failed to sign in', async () => {
    await signUp(platform);
    const store = openStore(database(platform.config));
    const wrong = { ...FORM, password: 'wrong wrong wrong' };
    for (let i = 0; i < 110; i++)
      await platform.app.accounts.signIn({ ...wrong, email: `x${i % 20}@example.org` }, null, ADDRESS);
    const link = await resetLink(store, FORM.email, clock);
    expect(code(await platform.app.accounts.resetPassword(link, 'four other words now', ADDRESS))).toBe('ok');
    await store.close();
  });

  it('by a link works once and for a day', async () => {
    const made = await signUp(platform);
    const store = openStore(database(platform.config));
    const [old, used] = [
      await resetLink(store, FORM.email, clock - 86_400_001),
      await resetLink(store, FORM.email, clock),
    ];
    const set = async (token: string, password = 'four other words now') =>
      code(await platform.app.accounts.resetPassword(token, password, ADDRESS));
    expect([await set(old), await set(used, 'short'), await set(used), await set(used)]).toEqual([
      'link-spent',
      'password-length',
      'ok',
      'link-spent',
    ]);
    const opened = async (token: string) => {
      const found = await platform.app.accounts.checkResetLink(token);
      return found.ok ? `ok, first: ${found.value.first}` : found.refusal.code;
    };
    const fresh = await resetLink(store, FORM.email, clock);
    expect([await opened(old), await opened(used), await opened('never'), await opened(fresh)]).toEqual([
      'link-spent',
      'link-spent',
      'link-spent',
      'ok, first: false',
    ]);
    expect(await who(made)).toBeNull();
    await store.close();
  });

  it('by the link that comes with an account made at the command line', async () => {
    const store = openStore(database(platform.config));
    const token = await addAccount(
      store,
      { email: 'owner@example.org', name: 'Owner', role: 'owner' },
      clock,
    );
    expect(value(await platform.app.accounts.resetPassword(token, PASSWORD, ADDRESS)).learner.role).toBe(
      'owner',
    );
    await changeRole(store, 'owner@example.org', 'reviewer');
    const entered = value(
      await platform.app.accounts.signIn({ email: 'owner@example.org', password: PASSWORD }, null, ADDRESS),
    );
    expect(entered.learner.role).toBe('reviewer');
    await store.close();
  });
});

describe('a guest', () => {
  const send = async (learner: Learner, slug: string, text = 'picture') => {
    const exercise = platform.app.catalogue.bySlug(slug);
    if (!exercise) throw new Error(slug);
    return platform.app.attempts.submit(learner, exercise, upload(Buffer.from(text)), ADDRESS);
  };
  const work = async () => {
    const guest = value(await platform.app.accounts.becomeGuest(ADDRESS));
    await platform.app.progress.answerCheck(guest.learner, 'seeing/value', 'q1', 2, true);
    const sent = value(await send(guest.learner, 'grey'));
    return { guest, attemptId: sent.attempt.id };
  };

  it('tries one exercise, as often as wanted', async () => {
    const { guest } = await work();
    expect(code(await send(guest.learner, 'grey', 'another'))).toBe('ok');
    expect(code(await send(guest.learner, 'blue'))).toBe('guest-limit');
  });

  it('keeps id, attempts and answers on signing up, in a new session', async () => {
    const { guest, attemptId } = await work();
    const made = value(await platform.app.accounts.signUp(FORM, guest.learner, ADDRESS));
    expect([made.learner.id, made.learner.guest]).toEqual([guest.learner.id, false]);
    expect([await who(guest), await who(made)]).toEqual([null, guest.learner.id]);
    expect((await platform.app.attempts.ofLearner(made.learner)).map((attempt) => attempt.id)).toEqual([
      attemptId,
    ]);
    expect(code(await send(made.learner, 'blue'))).toBe('ok');
  });

  it('hands everything over on signing in; where both answered, the account counts', async () => {
    const account = await signUp(platform);
    await platform.app.progress.answerCheck(account.learner, 'seeing/value', 'q1', 0, false);
    const { guest, attemptId } = await work();
    await platform.app.progress.answerCheck(guest.learner, 'seeing/value', 'q2', 1, true);
    const entered = value(await platform.app.accounts.signIn(FORM, guest.learner, ADDRESS));
    expect(entered.learner.id).toBe(account.learner.id);
    expect((await platform.app.attempts.ofLearner(entered.learner)).map((attempt) => attempt.id)).toEqual([
      attemptId,
    ]);
    expect([...(await platform.app.progress.checks(entered.learner, 'seeing/value'))]).toEqual([
      ['q1', { choice: 0, correct: false }],
      ['q2', { choice: 1, correct: true }],
    ]);
    expect(await who(guest)).toBeNull();
  });

  it('who signs up twice at once has one account, with its own password', async () => {
    const { guest } = await work();
    const forms = ['one', 'two'].map((name) => ({
      ...FORM,
      name,
      email: `${name}@example.org`,
      password: `${PASSWORD} ${name}`,
    }));
    const made = await Promise.all(
      forms.map((form) => platform.app.accounts.signUp(form, guest.learner, ADDRESS)),
    );
    expect(made.map(code).toSorted()).toEqual(['guest-moved', 'ok']);
    const entered = await Promise.all(
      forms.flatMap(({ email }) =>
        forms.map(({ password }) => platform.app.accounts.signIn({ email, password }, null, ADDRESS)),
      ),
    );
    const own = made[0]?.ok ? 0 : 3;
    expect(entered.map(code)).toEqual([0, 1, 2, 3].map((i) => (i === own ? 'ok' : 'wrong-sign-in')));
  });

  it.each([
    ['signs up and then in', true],
    ['signs in and then up', false],
  ])('who %s at once leaves the work at one account, and both passwords hold', async (_, upFirst) => {
    await signUp(platform);
    const { guest, attemptId } = await work();
    const form = { ...FORM, email: 'new@example.org', password: 'four other words now' };
    const up = () => platform.app.accounts.signUp(form, guest.learner, ADDRESS);
    const into = () => platform.app.accounts.signIn(FORM, guest.learner, ADDRESS);
    // The guest as known when the request came in, whatever has become of them.
    const first = upFirst ? await up() : await into();
    const second = upFirst ? await into() : await up();
    const [made, entered] = upFirst ? [first, second] : [second, first];
    expect([code(made), code(entered)]).toEqual([upFirst ? 'ok' : 'guest-moved', 'ok']);
    const owner = value(first).learner;
    expect((await platform.app.attempts.ofLearner(owner)).map((attempt) => attempt.id)).toEqual([attemptId]);
    if (upFirst) expect(await platform.app.attempts.ofLearner(value(entered).learner)).toEqual([]);
    expect(code(await platform.app.accounts.signIn(form, null, ADDRESS))).toBe(
      upFirst ? 'ok' : 'wrong-sign-in',
    );
    expect(code(await platform.app.accounts.signIn(FORM, null, ADDRESS))).toBe('ok');
  });

  it('whose picture or answer is on its way while they sign in finds both at the account', async () => {
    await signUp(platform);
    const { guest, attemptId } = await work();
    const entered = value(await platform.app.accounts.signIn(FORM, guest.learner, ADDRESS));
    const late = value(await send(guest.learner, 'grey', 'late'));
    expect(late.attempt.learnerId).toBe(entered.learner.id);
    await platform.app.progress.answerCheck(guest.learner, 'seeing/value', 'late', 1, true);
    expect(
      (await platform.app.attempts.ofLearner(entered.learner)).map((attempt) => attempt.id).toSorted(),
    ).toEqual([attemptId, late.attempt.id].toSorted());
    expect([...(await platform.app.progress.checks(entered.learner, 'seeing/value')).keys()]).toContain(
      'late',
    );
  });

  it('is made with the first picture that is taken in, and with none that is refused', async () => {
    const exercise = platform.app.catalogue.bySlug('grey');
    if (!exercise) throw new Error('grey');
    const submit = (request: Request) => platform.app.attempts.submit(null, exercise, request, ADDRESS);
    const store = openStore(database(platform.config));
    const learners = async () => (await store.db.selectFrom('learners').selectAll().execute()).length;
    expect([code(await submit(upload(Buffer.from('')))), await learners()]).toEqual(['empty-file', 0]);
    const sent = value(await submit(upload(Buffer.from('picture'))));
    expect([await learners(), await who({ cookie: sent.cookie ?? '' })]).toEqual([1, sent.attempt.learnerId]);
    await store.close();
  });

  it('is limited by address: attempts within an hour, and attempts waiting', async () => {
    const small = await testPlatform({
      now: () => clock,
      limits: { guestsWaiting: 2, guestAttemptsPerHour: 3 },
    });
    const exercise = small.app.catalogue.bySlug('grey');
    if (!exercise) throw new Error('grey');
    const submit = async (text: string, address = ADDRESS) =>
      code(await small.app.attempts.submit(null, exercise, upload(Buffer.from(text)), address));
    expect((await Promise.all(['a', 'b', 'c', 'd'].map((text) => submit(text)))).toSorted()).toEqual([
      'many-guests',
      'many-guests',
      'ok',
      'ok',
    ]);
    expect(await submit('e', '192.0.2.99')).toBe('ok');
    // Nothing waits any more.
    const store = openStore(database(small.config));
    await store.db.updateTable('jobs').set({ done_at: clock }).execute();
    expect([await submit(''), await submit('f'), await submit('g')]).toEqual([
      'empty-file',
      'ok',
      'many-guests',
    ]);
    clock += 3_600_001;
    expect(await submit('h')).toBe('ok');
    await store.close();
    await small.stop();
  });

  it('who has left nothing is removed after thirty days', async () => {
    const store = openStore(database(platform.config));
    const { guest } = await work();
    const unused = value(await platform.app.accounts.becomeGuest(ADDRESS));
    const account = await signUp(platform, 'omar');
    expect(await store.transaction((trx) => removeUnusedGuests(trx, clock))).toBe(0);
    expect(await store.transaction((trx) => removeUnusedGuests(trx, clock + 1))).toBe(1);
    expect([await who(guest), await who(unused), await who(account)]).toEqual([
      guest.learner.id,
      null,
      account.learner.id,
    ]);
    await store.close();
  });

  it('has neither password nor tokens', async () => {
    const { learner } = value(await platform.app.accounts.becomeGuest(ADDRESS));
    expect(code(await platform.app.accounts.createToken(learner, 'script'))).toBe('account-needed');
    expect(code(await platform.app.accounts.changePassword(learner, { current: '', next: PASSWORD }))).toBe(
      'account-needed',
    );
  });
});

describe('a personal token', () => {
  it('is shown once, stands for its learner, and ends when revoked', async () => {
    const { learner } = await signUp(platform);
    const { id, token } = value(await platform.app.accounts.createToken(learner, ' my  script '));
    expect(token).toMatch(/^at_[0-9a-f]{40}$/);
    expect((await askingApi({ authorization: `Bearer ${token}` })).learner?.id).toBe(learner.id);
    expect(await platform.app.accounts.listTokens(learner)).toEqual([
      { id, label: 'my script', createdAt: clock, lastUsedAt: clock },
    ]);
    const other = await signUp(platform, 'omar');
    expect(await platform.app.accounts.revokeToken(other.learner, id)).toBe(false);
    expect(await platform.app.accounts.revokeToken(learner, id)).toBe(true);
    expect((await askingApi({ authorization: `Bearer ${token}` })).learner).toBeNull();
  });

  it('opens the API and no page', async () => {
    const { learner } = await signUp(platform);
    const { token } = value(await platform.app.accounts.createToken(learner, 'script'));
    const authorization = `Bearer ${token}`;
    expect([
      (await askingApi({ authorization })).learner?.id,
      (await asking({ authorization })).learner,
    ]).toEqual([learner.id, null]);
  });

  it('is made once for a form that is sent twice', async () => {
    const { learner } = await signUp(platform);
    const make = (once: string) => platform.app.accounts.createToken(learner, 'script', once);
    const [first, second] = [
      '00000000-0000-4000-8000-000000000001',
      '00000000-0000-4000-8000-000000000002',
    ] as const;
    const [made, again, other] = [await make(first), await make(first), await make(second)];
    expect([made, again, other].map(code)).toEqual(['ok', 'token-made-already', 'ok']);
    expect(value(made).id).toBe(first);
    expect(value(await make('anything')).id).toMatch(/^[0-9a-z]{26}$/);
    expect(await platform.app.accounts.listTokens(learner)).toHaveLength(3);
  });

  it('one learner has at most twenty', async () => {
    const { learner } = await signUp(platform);
    for (let i = 0; i < 20; i++)
      expect(code(await platform.app.accounts.createToken(learner, `t${i}`))).toBe('ok');
    expect(code(await platform.app.accounts.createToken(learner, 'one more'))).toBe('too-many-tokens');
  });
});

describe('answers to check questions', () => {
  it('the last one counts, until one was right', async () => {
    const { learner } = await signUp(platform);
    const { progress } = platform.app;
    for (const [choice, correct] of [
      [0, false],
      [2, true],
      [1, false],
    ] as const)
      await progress.answerCheck(learner, 'a/b', 'q', choice, correct);
    expect((await progress.checks(learner, 'a/b')).get('q')).toEqual({ choice: 2, correct: true });
    const lessons = await progress.lessons(
      learner,
      new Map([
        ['a/b', 1],
        ['a/c', 2],
      ]),
    );
    expect([lessons.get('a/b')?.state, lessons.get('a/c')?.state]).toEqual(['done', 'new']);
  });
});
