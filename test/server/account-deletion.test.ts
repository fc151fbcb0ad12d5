import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GRACE_DAYS } from '#core/deletion.ts';
import type { Outcome } from '#core/types.ts';
import { changeRole } from '#server/accounts/administration.ts';
import { deletion } from '#server/accounts/deletion.ts';
import { database } from '#server/config.ts';
import { recordAudit } from '#server/db/audit.ts';
import { openStore, type Store } from '#server/db/open.ts';
import { serveApi } from '#test/support/api-server.ts';
import { ClassRows } from '#test/support/class-rows.ts';
import {
  IDS,
  ramp,
  signUp,
  sweepFolders,
  testPlatform,
  until,
  upload,
  type TestPlatform,
} from '#test/support/platform.ts';

const DAY = 86_400_000;
const PASSWORD = 'three unrelated words';
const GREY = { id: IDS.grey, slug: 'grey' };
let platform: TestPlatform;
let store: Store;
let clock: number;

beforeEach(async () => {
  clock = Date.UTC(2026, 10, 20);
  platform = await testPlatform({ now: () => clock });
  store = openStore(database(platform.config));
});
afterEach(async () => {
  await store.close();
  await platform.stop();
});
afterAll(sweepFolders);

const code = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.refusal.code);
/** The same work as the platform's housekeeping, which comes by once an hour. */
const carryOut = () =>
  deletion({
    store,
    sessions: {} as never,
    copies: `${platform.data}/public-copies`,
    now: () => clock,
  }).carryOut();
const tables = async () =>
  (
    await sql<{
      name: string;
    }>`select name from sqlite_schema where type = 'table' and name not like 'sqlite%'`.execute(store.db)
  ).rows.map(({ name }) => name);

/** Every cell of the database that holds one of these texts, as `table.column`. */
async function traces(needles: string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const table of await tables()) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(store.db);
    for (const row of rows)
      for (const [column, value] of Object.entries(row))
        if (needles.some((needle) => String(value).includes(needle))) found.add(`${table}.${column}`);
  }
  return [...found].sort();
}

describe('asking for it', () => {
  it.each([
    ['the wrong password', 'something else', 'wrong-password'],
    ['no password', '', 'wrong-password'],
    ['the password', PASSWORD, 'ok'],
  ])('with %s', async (_, password, expected) => {
    const { learner } = await signUp(platform);
    expect(code(await platform.app.deletion.ask(learner, password))).toBe(expected);
    expect(await platform.app.deletion.due(learner)).toBe(
      expected === 'ok' ? clock + GRACE_DAYS * DAY : null,
    );
  });

  it('a guest has none to delete', async () => {
    const guest = await platform.app.accounts.becomeGuest('192.0.2.1');
    if (!guest.ok) throw new Error('no guest');
    expect(code(await platform.app.deletion.ask(guest.value.learner, PASSWORD))).toBe('account-needed');
  });

  it('ends sessions and tokens at once; the account stays until its day', async () => {
    const { learner, session } = await signUp(platform);
    const token = await platform.app.accounts.createToken(learner, 'script');
    await platform.app.deletion.ask(learner, PASSWORD);
    const asked = (headers: Record<string, string>) =>
      platform.app.accounts.authenticate(new Request('http://localhost/api/attempts', { headers }));
    expect((await asked({ cookie: session })).learner).toBeNull();
    if (!token.ok) throw new Error('no token');
    expect((await asked({ authorization: `Bearer ${token.value.token}` })).learner).toBeNull();
    const again = await platform.app.accounts.signIn(
      { email: 'ines@example.org', password: PASSWORD },
      null,
      '192.0.2.1',
    );
    expect(code(again)).toBe('ok');
  });

  it('a second time changes nothing; keeping it ends it', async () => {
    const { learner } = await signUp(platform);
    await platform.app.deletion.ask(learner, PASSWORD);
    const due = await platform.app.deletion.due(learner);
    clock += DAY;
    await platform.app.deletion.ask(learner, PASSWORD);
    expect(await platform.app.deletion.due(learner)).toBe(due);
    await platform.app.deletion.keep(learner);
    clock += 30 * DAY;
    expect(await carryOut()).toBe(0);
    expect(await platform.app.deletion.due(learner)).toBeNull();
  });

  it('the last owner stays, also where two ask one after the other', async () => {
    const one = { ...(await signUp(platform, 'one')).learner, role: 'owner' as const };
    await changeRole(store, 'one@example.org', 'owner');
    expect(code(await platform.app.deletion.ask(one, PASSWORD))).toBe('last-owner');
    const two = (await signUp(platform, 'two')).learner;
    await changeRole(store, 'two@example.org', 'owner');
    expect(code(await platform.app.deletion.ask(one, PASSWORD))).toBe('ok');
    expect(code(await platform.app.deletion.ask(two, PASSWORD))).toBe('last-owner');
  });

  it('whoever has become the last owner meanwhile stays as well', async () => {
    const one = (await signUp(platform, 'one')).learner;
    await signUp(platform, 'two');
    await changeRole(store, 'one@example.org', 'owner');
    await changeRole(store, 'two@example.org', 'owner');
    await platform.app.deletion.ask(one, PASSWORD);
    await changeRole(store, 'two@example.org', 'learner');
    clock += 30 * DAY;
    expect(await carryOut()).toBe(0);
    expect(await traces([one.id])).toContain('learners.id');
  });
});

describe('carrying it out', () => {
  it('leaves no trace of the person in any table, and nothing of others is touched', async () => {
    const teacher = (await signUp(platform, 'teacher')).learner;
    const { learner } = await signUp(platform, 'leaving');
    const other = (await signUp(platform, 'staying')).learner;
    const rows = await ClassRows.open(platform.config, teacher.id);
    await rows.member(teacher, 'instructor');
    await rows.member(learner, 'learner', { labels: ['Group A'], sisId: 'SIS-4711' });
    await rows.member(other, 'learner');
    const assignment = await rows.assignment('Work', [IDS.grey]);
    const mine = await rows.attempt(learner.id, GREY, 5, { score: 80 });
    const theirs = await rows.attempt(other.id, GREY, 5, { score: 70 });
    const unfinished = await rows.attempt(learner.id, GREY, 6, null);
    // The very same file was handed in by both.
    const shared = (
      await sql<{ sha256: string }>`select sha256 from attempt_files where attempt_id = ${theirs}`.execute(
        store.db,
      )
    ).rows[0]!.sha256;
    await store.transaction(async (trx) => {
      await sql`update attempt_files set sha256 = ${shared} where attempt_id = ${mine}`.execute(trx);
      await sql`insert into assignment_overrides (id, assignment_id, learner_id, reason, made_at, made_by)
        values ('o1', ${assignment}, ${learner.id}, 'ill, says leaving@example.org', 1, ${teacher.id})`.execute(
        trx,
      );
      await sql`insert into check_answers values (${learner.id}, 'seeing/value', 'q1', 1, 1, 5)`.execute(trx);
      await sql`insert into manual_grades values (${theirs}, 'tone', 90, 1, 'well seen', ${learner.id}, 7)`.execute(
        trx,
      );
      await sql`insert into comments (id, attempt_id, number, body, author_id, written_at)
        values ('k1', ${mine}, 1, 'for leaving', ${teacher.id}, 8)`.execute(trx);
      await sql`insert into certificates (id, learner_id, rule, document, key, status_list, status_index, issued_at,
        name_shown, pictures_shown) values ('urn:1', ${learner.id}, 'r', '{"name":"leaving"}', 'k', 0, 5, 9, 1, 1)`.execute(
        trx,
      );
      for (const [id, whose, params, href] of [
        ['n1', teacher.id, { learner: 'leaving@example.org' }, '/review'],
        ['n2', teacher.id, {}, `/attempts/${mine}`],
        ['n3', teacher.id, { learner: 'staying' }, `/attempts/${theirs}`],
        ['n4', learner.id, {}, '/cohorts'],
      ] as const)
        await sql`insert into notices (id, learner_id, code, params, href, at)
          values (${id}, ${whose}, 'appeal', ${JSON.stringify(params)}, ${href}, 5)`.execute(trx);
      for (const [id, subject, after] of [
        ['u1', learner.id, { email: 'leaving@example.org' }],
        ['u2', 'o1', { learnerId: learner.id }],
        ['u3', 'a1', { title: 'Work' }],
      ] as const)
        await recordAudit(trx, {
          id,
          at: 1,
          actorId: teacher.id,
          cohortId: rows.cohortId,
          code: 'member.added',
          subject,
          after,
        });
    });
    await rows.close();
    await platform.app.deletion.ask(learner, PASSWORD);
    clock += GRACE_DAYS * DAY - 1;
    expect(await carryOut()).toBe(0);
    expect((await traces([learner.id])).length).toBeGreaterThan(5);
    clock += 1;
    expect(await carryOut()).toBe(1);
    expect(await traces([learner.id, 'leaving', 'SIS-4711', mine, unfinished])).toEqual([]);
    // Theirs stays, also the file that both had handed in, and the grade without a name.
    expect(await traces([theirs])).toEqual([
      'attempt_files.attempt_id',
      'attempts.id',
      'manual_grades.attempt_id',
      'notices.href',
      'reports.attempt_id',
    ]);
    expect(await traces([shared])).toEqual(['attempt_files.sha256', 'blobs.sha256']);
    const { rows: audit } = await sql`select id, code, subject, after from audit order by id`.execute(
      store.db,
    );
    expect(audit).toEqual([
      { id: 'u1', code: 'member.added', subject: '', after: null },
      { id: 'u2', code: 'member.added', subject: 'o1', after: null },
      { id: 'u3', code: 'member.added', subject: 'a1', after: '{"title":"Work"}' },
    ]);
    const { rows: kept } = await sql`select id, learner_id, document, status_index from certificates`.execute(
      store.db,
    );
    expect(kept).toEqual([{ id: 'urn:1', learner_id: null, document: '', status_index: 5 }]);
    expect(await sql`pragma foreign_key_check`.execute(store.db).then((result) => result.rows)).toEqual([]);
  });

  it('a name that is an ordinary word takes nothing of others along', async () => {
    const teacher = (await signUp(platform, 'teacher')).learner;
    const { learner } = await signUp(platform, 'passed');
    const other = (await signUp(platform, 'staying')).learner;
    const rows = await ClassRows.open(platform.config, teacher.id);
    await rows.member(teacher, 'instructor');
    await rows.member(learner, 'reviewer');
    await rows.member(other, 'learner');
    await rows.assignment('Work', [IDS.grey]);
    const theirs = await rows.attempt(other.id, GREY, 5, { score: 70 });
    await rows.close();
    const entry = (id: string, more: Partial<Parameters<typeof recordAudit>[1]>) => ({
      id,
      at: 1,
      actorId: teacher.id,
      cohortId: rows.cohortId,
      code: 'appeal.accepted',
      subject: theirs,
      after: { outcome: 'passed', score: 90 },
      ...more,
    });
    await store.transaction(async (trx) => {
      await recordAudit(trx, entry('u1', { reason: 'It surpassed the reference.' }));
      await recordAudit(trx, entry('u2', { reason: 'As passed said: the light is right.' }));
      await recordAudit(trx, entry('u3', { actorId: learner.id, code: 'review.done' }));
      for (const [id, code_, params] of [
        ['n1', 'appeal-answered', { outcome: 'passed' }],
        ['n2', 'reviewed', { by: 'passed', exercise: 'Fog' }],
        ['n3', 'reviewed', { by: 'teacher', exercise: 'Fog' }],
      ] as const)
        await sql`insert into notices (id, learner_id, code, params, href, at)
          values (${id}, ${other.id}, ${code_}, ${JSON.stringify(params)}, ${`/attempts/${theirs}`}, 5)`.execute(
          trx,
        );
    });
    await platform.app.deletion.ask(learner, PASSWORD);
    clock += GRACE_DAYS * DAY;
    expect(await carryOut()).toBe(1);
    const { rows: audit } = await sql`select id, actor_id is null as nobody, after, reason from audit
      where subject = ${theirs} order by id`.execute(store.db);
    const after = '{"outcome":"passed","score":90}';
    expect(audit).toEqual([
      { id: 'u1', nobody: 0, after, reason: 'It surpassed the reference.' },
      { id: 'u2', nobody: 0, after, reason: 'As … said: the light is right.' },
      { id: 'u3', nobody: 1, after, reason: null },
    ]);
    const { rows: notices } = await sql`select id, params from notices order by id`.execute(store.db);
    expect(notices).toEqual([
      { id: 'n1', params: '{"outcome":"passed"}' },
      { id: 'n2', params: '{"by":"Somebody who has left","exercise":"Fog"}' },
      { id: 'n3', params: '{"by":"teacher","exercise":"Fog"}' },
    ]);
  });

  it('what was said of their attempts goes from the audit, and the jobs that would look at them again', async () => {
    const teacher = (await signUp(platform, 'teacher')).learner;
    const { learner } = await signUp(platform, 'leaving');
    const rows = await ClassRows.open(platform.config, teacher.id);
    await rows.member(learner, 'learner');
    const mine = await rows.attempt(learner.id, GREY, 5, { score: 80 });
    await rows.close();
    await store.transaction(async (trx) => {
      await recordAudit(trx, {
        id: 'u1',
        at: 1,
        actorId: learner.id,
        cohortId: null,
        code: 'appeal.made',
        subject: mine,
        reason: 'My own words.',
      });
      await sql`insert into jobs (id, kind, dedupe_key, subject, payload, priority, run_at, tries, max_tries, created_at)
        values ('j1', 'grade', 'edit', ${`edit:${mine}`}, '{}', 0, 0, 0, 3, 0)`.execute(trx);
    });
    await platform.app.deletion.ask(learner, PASSWORD);
    clock += GRACE_DAYS * DAY;
    expect(await carryOut()).toBe(1);
    expect(await traces(['My own words', 'edit:'])).toEqual([]);
  });

  it('knows every table that names a learner or an attempt', async () => {
    const left: string[] = [];
    for (const table of await tables()) {
      const { rows } = await sql<{ from: string; table: string; on_delete: string }>`
        select "from", "table", on_delete from pragma_foreign_key_list(${table})`.execute(store.db);
      for (const { from, table: to, on_delete: action } of rows)
        if (['learners', 'attempts', 'reports'].includes(to) && action === 'NO ACTION')
          left.push(`${table}.${from}`);
    }
    // These `eraseLearner` deletes itself; every other one goes with its learner or attempt, or loses the name.
    expect(left.sort()).toEqual([
      'attempt_files.attempt_id',
      'attempts.learner_id',
      'check_answers.learner_id',
      'evidence.report_id',
      'reports.attempt_id',
    ]);
  });
});

describe('taking one’s own data home', () => {
  it('is a ZIP with everything in it, byte for byte', async () => {
    platform.start();
    const { learner, session } = await signUp(platform, 'learner');
    const bytes = await ramp(300, 200).png().toBuffer();
    const exercise = platform.app.catalogue.bySlug('grey')!;
    const sent = await platform.app.attempts.submit(
      learner,
      exercise,
      upload(bytes, 'my picture.png'),
      '192.0.2.1',
    );
    if (!sent.ok) throw new Error(sent.refusal.title);
    const { id } = sent.value.attempt;
    await until(async () => (await platform.app.attempts.get(id, learner))?.report);
    await platform.app.progress.answerCheck(learner, 'seeing/value', 'q1', 2, false);
    await platform.app.accounts.createToken(learner, 'my script');
    const api = await serveApi(platform);
    const answer = await fetch(`${api.url}/api/account/data`, { headers: { cookie: session } });
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="atelier-[\d-]+\.zip"/);
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const text = (name: string) => new TextDecoder().decode(files[name]);
    const folder = 'attempts/0001-grey-2026-11-20';
    expect(Object.keys(files).filter((name) => !name.includes('/evidence-'))).toEqual([
      'README.txt',
      'profile.json',
      'attempts.json',
      'records/lesson-answers.json',
      'records/tokens.json',
      'records/sessions.json',
      `${folder}/original-1-my picture.png`,
      `${folder}/report-1.json`,
    ]);
    expect(Buffer.from(files[`${folder}/original-1-my picture.png`]!).equals(bytes)).toBe(true);
    expect(JSON.parse(text('profile.json'))).toMatchObject({ email: 'learner@example.org', role: 'learner' });
    expect(JSON.parse(text('attempts.json'))).toMatchObject([{ id, folder, exercise_slug: 'grey' }]);
    expect(JSON.parse(text(`${folder}/report-1.json`))).toMatchObject({ exercise: { slug: 'grey' } });
    expect(JSON.parse(text('records/tokens.json'))).toMatchObject([{ label: 'my script' }]);
    expect(text('README.txt')).toContain('Made for learner on 2026-11-20');
    const secrets = (
      await sql<{ secret: string }>`select digest as secret from tokens union all select id from sessions
        union all select password_hash from credentials`.execute(store.db)
    ).rows.map(({ secret }) => secret);
    expect(secrets).toHaveLength(3);
    for (const name of Object.keys(files).filter((one) => one.endsWith('.json')))
      for (const secret of secrets) expect(text(name)).not.toContain(secret);
    const asked = (path: string, headers: Record<string, string> = {}) =>
      fetch(`${api.url}${path}`, { headers }).then(({ status }) => status);
    expect(await asked('/api/account/data')).toBe(401);
    expect(await asked('/api/account/data?part=2', { cookie: session })).toBe(404);
    expect(await asked('/api/account/data?part=-1', { cookie: session })).toBe(404);
    await api.close();
  });

  it('says which file the disk has lost, instead of giving an empty one', async () => {
    const { learner } = await signUp(platform, 'learner');
    const bytes = await ramp(300, 200).png().toBuffer();
    const exercise = platform.app.catalogue.bySlug('grey')!;
    const sent = await platform.app.attempts.submit(learner, exercise, upload(bytes), '192.0.2.1');
    if (!sent.ok) throw new Error(sent.refusal.title);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const original = async () =>
      (await platform.app.ownData.entries(learner, 1))!.find(({ name }) => name.includes('original-1'))!;
    expect(Buffer.from(await (await original()).bytes()).equals(bytes)).toBe(true);
    const kept = await readdir(platform.data, { recursive: true });
    await rm(
      join(
        platform.data,
        kept.find((path) => path.endsWith(sha256))!,
      ),
    );
    const lost = await original();
    expect(lost.name).toMatch(/\.png\.missing\.txt$/);
    expect(new TextDecoder().decode(await lost.bytes())).toBe(
      `The school no longer has this file. Its SHA-256 was ${sha256}.\n`,
    );
  });

  it('comes with evidence and what people said, and without what is not theirs', async () => {
    const { learner } = await signUp(platform, 'learner');
    const other = (await signUp(platform, 'other')).learner;
    const rows = await ClassRows.open(platform.config, other.id);
    await rows.member(learner, 'learner', { labels: ['Group A'], sisId: 'S-1' });
    const mine = await rows.attempt(learner.id, GREY, 5, { score: 80 });
    await rows.attempt(other.id, GREY, 5, { score: 70 });
    await sql`insert into comments (id, attempt_id, number, body, author_id, written_at)
      values ('k1', ${mine}, 1, 'darker', ${other.id}, 8)`.execute(store.db);
    await rows.close();
    const names = (await platform.app.ownData.entries(learner, 1))!.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('records/'))).toEqual([
      'records/classes.json',
      'records/labels.json',
      'records/comments-received.json',
      'records/sessions.json',
    ]);
    expect(names.filter((name) => name.startsWith('attempts/'))).toHaveLength(2);
    const comments = (await platform.app.ownData.entries(learner, 1))!.find(({ name }) =>
      name.includes('comments'),
    )!;
    expect(new TextDecoder().decode(await comments.bytes())).not.toContain(other.id);
  });
});
