import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeRole } from '#server/accounts/administration.ts';
import { serveApi } from '#test/support/api-server.ts';
import { ClassRows } from '#test/support/class-rows.ts';
import { IDS, signUp, sweepFolders, testPlatform, type TestPlatform } from '#test/support/platform.ts';

let platform: TestPlatform;
let api: Awaited<ReturnType<typeof serveApi>>;
let rows: ClassRows;
const sessions = new Map<string, string>();

const PEOPLE = ['owner', 'instructor', 'reviewer', 'learner', 'other-instructor', 'site-instructor'] as const;

beforeAll(async () => {
  platform = await testPlatform();
  api = await serveApi(platform);
  const people = new Map<string, string>();
  for (const name of PEOPLE) {
    const { learner, session } = await signUp(platform, name);
    people.set(name, learner.id);
    sessions.set(name, session);
  }
  rows = await ClassRows.open(platform.config, people.get('owner')!);
  await rows.member({ id: people.get('instructor')! }, 'instructor');
  await rows.member({ id: people.get('reviewer')! }, 'reviewer');
  await rows.member({ id: people.get('learner')! }, 'learner', { sisId: 'S-1' });
  await rows.assignment('Work', [IDS.grey]);
  await rows.attempt(people.get('learner')!, { id: IDS.grey, slug: 'grey' }, 5, { score: 82 });
  const other = await ClassRows.open(platform.config, people.get('owner')!, 'd'.repeat(26));
  await other.member({ id: people.get('other-instructor')! }, 'instructor');
  await other.close();
  await changeRole(rows.store, 'owner@example.org', 'owner');
  await changeRole(rows.store, 'site-instructor@example.org', 'instructor');
  const guest = await platform.app.accounts.becomeGuest('192.0.2.1');
  if (!guest.ok) throw new Error('no guest');
  sessions.set('guest', guest.value.cookie.split(';')[0]!);
});
afterAll(async () => {
  await rows.close();
  await api.close();
  await platform.stop();
  await sweepFolders();
});

const as = (who: string): Record<string, string> => (sessions.has(who) ? { cookie: sessions.get(who)! } : {});
const csv = (who: string, query = '') =>
  fetch(`${api.url}/api/cohorts/${rows.cohortId}/gradebook${query}`, { headers: as(who) });
const EXPORT = 'Student,ID,SIS User ID,Work (7)\nOne,1,S-1,\n';
function fill(who: string, fields: Record<string, string> = {}, file: string | null = EXPORT) {
  const body = new FormData();
  if (file !== null) body.append('file', new Blob([file]), 'canvas.csv');
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return fetch(`${api.url}/api/cohorts/${rows.cohortId}/canvas`, { method: 'POST', headers: as(who), body });
}

describe('who may take grades out', () => {
  it.each([
    ['nobody', 401],
    ['guest', 404],
    ['learner', 404],
    ['other-instructor', 404],
    ['site-instructor', 404],
    ['reviewer', 403],
    ['instructor', 200],
    ['owner', 200],
  ])('%s: %i', async (who, status) => {
    expect([(await csv(who)).status, (await fill(who)).status]).toEqual([status, status]);
  });

  it('a class that is not there is 404 for everybody', async () => {
    const answer = await fetch(`${api.url}/api/cohorts/nowhere/gradebook`, { headers: as('owner') });
    expect(answer.status).toBe(404);
  });
});

describe('the gradebook as a file', () => {
  it.each([
    ['', /^\uFEFF?Name,E-mail/],
    ['?shape=plain', /^\uFEFF?Name,E-mail/],
    ['?shape=moodle', /^email,Work \[\w{26}\.[0-9a-f]{8}\]/],
    ['?shape=canvas', /^Student,ID,SIS User ID,SIS Login ID,Section,Work \[/],
  ])('%s', async (query, head) => {
    const answer = await csv('instructor', query);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="Autumn-class-grades-\w+-[\d-]+\.csv"/,
    );
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(await answer.text()).toMatch(head);
  });

  it('holds what the page shows, by the same query', async () => {
    expect((await (await csv('instructor', '?shape=moodle&name=nobody')).text()).split('\r\n')).toHaveLength(
      2,
    );
    expect((await (await csv('instructor', '?shape=moodle&state=passed')).text()).split('\r\n')).toHaveLength(
      3,
    );
  });

  it.each([
    ['?shape=pdf', 404],
    ['?shape=__proto__', 404],
  ])('%s: %i', async (query, status) => expect((await csv('instructor', query)).status).toBe(status));

  it('takes GET alone', async () => {
    const answer = await fetch(`${api.url}/api/cohorts/${rows.cohortId}/gradebook`, {
      method: 'POST',
      headers: as('instructor'),
    });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET']);
  });
});

describe('filling a Canvas export', () => {
  it('gives the file back, filled', async () => {
    const answer = await fill('instructor');
    expect(await answer.text()).toBe('Student,ID,SIS User ID,Work (7)\nOne,1,S-1,82\n');
    expect(answer.headers.get('content-disposition')).toContain('canvas-grades-filled.csv');
  });

  it('takes the file along as the page carries it, and the columns that were chosen', async () => {
    const carried = Buffer.from(EXPORT).toString('base64');
    const [column] = await platform.app.gradebooks
      .csv(
        rows.cohortId,
        (await platform.app.accounts.authenticate(new Request('http://localhost/', { headers: as('owner') })))
          .learner!,
        'moodle',
        { name: '', label: '', state: '', assignment: '', sort: 'name', down: false },
      )
      .then((outcome) => (outcome?.ok ? /\[(.+?)\]/.exec(outcome.value.text)!.slice(1) : []));
    const answer = await fill('instructor', { carried, [`into-${column}`]: '' }, null);
    expect(await answer.text()).toBe(EXPORT);
    const added = await fill('instructor', { carried, [`into-${column}`]: 'new' }, null);
    expect(await added.text()).toBe(`Student,ID,SIS User ID,Work (7),Work [${column}]\nOne,1,S-1,,82\n`);
  });

  it.each([
    ['no file', {}, null, 400, 'canvas-missing'],
    ['another file', {}, 'a,b\n', 422, 'canvas-not-canvas'],
    ['a file that was cut off', {}, 'Student,SIS User ID\n"One', 422, 'canvas-broken'],
    ['nonsense carried along', { carried: '%%%' }, null, 422, 'canvas-not-canvas'],
  ])('%s is refused', async (_, fields, file, status, code) => {
    const answer = await fill('instructor', fields, file);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
  });
});
