import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Learner, Outcome } from '#core/types.ts';
import { database } from '#server/config.ts';
import { notify, type NewNotice } from '#server/db/notices.ts';
import { openStore, type Store } from '#server/db/open.ts';
import { mailer, type Mailer } from '#server/notices/mailer.ts';
import { notices } from '#server/notices/notices.ts';
import type { Notices } from '#server/notices/app.ts';
import { outbox } from '#server/notices/outbox.ts';
import { signUp, sweepFolders, testPlatform, until, type TestPlatform } from '#test/support/platform.ts';
import { smtpServer } from '#test/support/smtp.ts';

const NOON = Date.parse('2026-11-26T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SECRET = Buffer.alloc(32, 7);
const URL_ = 'https://school.example';

let platform: TestPlatform;
let store: Store;
let smtp: Awaited<ReturnType<typeof smtpServer>>;
let mail: Mailer;
let told: Notices;
let send: () => Promise<number>;
let ines: Learner;
let clock: number;
let logged: string[];
const log = (event: string) => void logged.push(event);

beforeEach(async () => {
  clock = NOON;
  logged = [];
  platform = await testPlatform({ now: () => clock });
  store = openStore(database(platform.config));
  smtp = await smtpServer();
  mail = mailer({ url: smtp.url, from: 'school@example.org' });
  const parts = {
    store,
    mailer: mail,
    secret: SECRET,
    publicUrl: URL_,
    log,
    now: () => clock,
  };
  told = notices(parts);
  send = outbox(parts);
  ines = (await signUp(platform)).learner;
});
afterEach(async () => {
  mail.close();
  await smtp.close();
  await store.close();
  await platform.stop();
});
afterAll(sweepFolders);

const code = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.refusal.code);
const tell = (over: Partial<NewNotice> = {}) =>
  store.transaction((trx) =>
    notify(trx, {
      learnerId: ines.id,
      code: 'reviewed',
      params: { by: 'Tea', exercise: 'Fog' },
      href: '/attempts/a1',
      at: clock,
      ...over,
    }),
  );

describe('a letter', () => {
  it('goes out once, some minutes later, with a way to end the letters', async () => {
    await tell();
    expect(await send()).toBe(0);
    clock += 4 * MINUTE;
    expect(await send()).toBe(1);
    expect(await send()).toBe(0);
    expect(smtp.letters).toHaveLength(1);
    const [letter] = smtp.letters;
    expect(letter?.to).toEqual(['ines@example.org']);
    expect(letter?.headers['subject']).toBe('Tea has reviewed “Fog”');
    expect(letter?.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    expect(letter?.text).toContain('https://school.example/attempts/a1');
    const token = /unsubscribe\/(\S+)>/.exec(letter?.headers['list-unsubscribe'] ?? '')?.[1] ?? '';
    expect(await told.unsubscribe(`${token}x`)).toBe(false);
    expect(await told.unsubscribe(`${ines.id}.${'0'.repeat(40)}`)).toBe(false);
    expect(await told.unsubscribe(token)).toBe(true);
    await tell({ at: clock });
    clock += HOUR;
    expect(await send()).toBe(0);
    expect(await told.unread(ines)).toBe(2);
  });

  it('is not written about what was seen, or was not asked for', async () => {
    await tell();
    await told.markRead(ines, { href: '/attempts/a1' });
    await tell({ code: 'graded', href: '/attempts/a2' });
    clock += HOUR;
    expect([await send(), smtp.letters.length, await told.unread(ines)]).toEqual([0, 0, 1]);
  });

  it('tells of everything at once', async () => {
    await tell();
    clock += MINUTE;
    await tell({ code: 'extension', params: { assignment: 'Week 1', due: 'Friday', reason: '' }, at: clock });
    clock += 10 * MINUTE;
    expect(await send()).toBe(1);
    expect(smtp.letters[0]?.headers['subject']).toBe('Tea has reviewed “Fog”, and 1 more');
  });

  it('waits through quiet hours', async () => {
    clock = Date.parse('2026-11-26T21:30:00Z');
    await tell();
    for (let step = 0; step < 41; step++) {
      clock += 15 * MINUTE;
      expect(await send()).toBe(0);
    }
    clock = Date.parse('2026-11-27T08:10:00Z');
    expect(await send()).toBe(1);
  });

  it('that is not taken is tried again later, not without end', async () => {
    smtp.refuse(true);
    await tell();
    clock += 4 * MINUTE;
    expect(await send()).toBe(0);
    expect(await send()).toBe(0);
    smtp.refuse(false);
    clock += 2 * MINUTE;
    expect(await send()).toBe(1);
    smtp.refuse(true);
    await tell({ at: clock });
    for (let day = 0; day < 20; day++) {
      clock += 24 * HOUR;
      await send();
    }
    expect(logged.filter((event) => event === 'letter-not-sent')).toHaveLength(13);
  });

  it('is not waited for by the rest for long, where the server says nothing', async () => {
    for (let n = 0; n < 6; n++) {
      const { learner } = await signUp(platform, `learner-${n}`);
      await tell({ learnerId: learner.id });
    }
    clock += 4 * MINUTE;
    smtp.hush(true);
    const impatient = mailer({ url: smtp.url, from: 'school@example.org' }, { socketTimeout: 1_500 });
    const parts = { store, mailer: impatient, secret: SECRET, publicUrl: URL_, log, now: () => clock };
    expect(await outbox(parts)()).toBe(0);
    expect(smtp.begun()).toBe(3);
    smtp.hush(false);
    expect(await send()).toBe(3);
    clock += 2 * MINUTE;
    expect(await send()).toBe(3);
    impatient.close();
  });

  it('under way is given up when the school stops, and sent after the next start', async () => {
    await tell();
    clock += 4 * MINUTE;
    smtp.hush(true);
    const sending = send();
    await until(async () => smtp.begun() === 1);
    mail.close();
    expect(await sending).toBe(0);
    smtp.hush(false);
    clock += 2 * MINUTE;
    mail = mailer({ url: smtp.url, from: 'school@example.org' });
    const parts = { store, mailer: mail, secret: SECRET, publicUrl: URL_, log, now: () => clock };
    expect(await outbox(parts)()).toBe(1);
    expect(await outbox(parts, () => true)()).toBe(0);
  });

  it('reaches the others where the settings of one cannot be read', async () => {
    await sql`insert into notice_settings (learner_id, settings) values (${ines.id}, '{}')`.execute(store.db);
    const { learner } = await signUp(platform, 'other');
    await tell();
    await tell({ learnerId: learner.id });
    clock += 4 * MINUTE;
    expect(await send()).toBe(1);
    expect(smtp.letters.map(({ to }) => to)).toEqual([['other@example.org']]);
  });

  it('is sent by one of two processes', async () => {
    await tell();
    clock += 4 * MINUTE;
    expect((await Promise.all([send(), send()])).reduce((a, b) => a + b)).toBe(1);
    expect(smtp.letters).toHaveLength(1);
  });

  it('the same thing is told once', async () => {
    await tell({ dedupeKey: 'due a' });
    await tell({ dedupeKey: 'due a' });
    expect(await told.unread(ines)).toBe(1);
  });
});

describe('settings', () => {
  const form = { email: ['reviewed'], zone: 'Europe/Lisbon', quiet: true, from: '22:00', until: '07:30' };
  it.each([
    ['a zone nobody knows', { zone: 'Mars/Olympus' }, 'zone-unknown'],
    ['no hour', { from: '24:00' }, 'quiet-invalid'],
    ['half an hour', { until: '7:30' }, 'quiet-invalid'],
  ])('%s is refused', async (_, over, refusal) =>
    expect(code(await told.saveSettings(ines, { ...form, ...over }))).toBe(refusal),
  );

  it('are kept, and nothing that is no kind of notice', async () => {
    expect(code(await told.saveSettings(ines, { ...form, email: ['reviewed', 'everything'] }))).toBe('ok');
    expect(await told.settings(ines)).toEqual({
      email: ['reviewed'],
      zone: 'Europe/Lisbon',
      quiet: { from: 1320, until: 450 },
    });
  });
});

describe('a lost password', () => {
  it('a link is sent to an account, and nothing tells whether there is one', async () => {
    expect(code(await told.sendResetLink('nobody@example.org', '192.0.2.9'))).toBe('ok');
    expect(code(await told.sendResetLink(' Ines@Example.org', '192.0.2.9'))).toBe('ok');
    await until(async () => smtp.letters.length > 0);
    expect(smtp.letters.map(({ to }) => to)).toEqual([['ines@example.org']]);
    const token = /reset-password\?token=(\w+)/.exec(smtp.letters[0]?.text ?? '')?.[1] ?? '';
    const entered = await platform.app.accounts.resetPassword(
      token,
      'four more unrelated words',
      '192.0.2.9',
    );
    expect(code(entered)).toBe('ok');
    expect(
      code(await platform.app.accounts.resetPassword(token, 'four more unrelated words', '192.0.2.9')),
    ).toBe('link-spent');
  });

  it('the link ends after two hours; no account is written to more than three times an hour', async () => {
    for (let time = 0; time < 5; time++) await told.sendResetLink('ines@example.org', '192.0.2.9');
    await until(async () => smtp.letters.length >= 3);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(smtp.letters).toHaveLength(3);
    const token = /token=(\w+)/.exec(smtp.letters[0]?.text ?? '')?.[1] ?? '';
    clock += 2 * HOUR + 1;
    expect((await platform.app.accounts.checkResetLink(token)).ok).toBe(false);
  });

  it('is refused where there is no address, or too often from one place', async () => {
    expect(code(await told.sendResetLink('ines', '192.0.2.9'))).toBe('email-invalid');
    for (let time = 0; time < 20; time++) await told.sendResetLink(`n${time}@example.org`, '192.0.2.8');
    expect(code(await told.sendResetLink('ines@example.org', '192.0.2.8'))).toBe('too-many-tries');
    expect(platform.app.notices.mails).toBe(false);
    expect(code(await platform.app.notices.sendResetLink('ines@example.org', '192.0.2.7'))).toBe(
      'mail-not-set-up',
    );
  });
});
