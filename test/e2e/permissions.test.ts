import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '#server/db/open.ts';
import { insertReport } from '#server/db/reports.ts';
import { ASSIGNMENT, classroom, enrolled, idIn, visitor, type Visitor } from '#test/support/classroom.ts';
import { until } from '#test/support/platform.ts';
import { sampleReport } from '#test/support/sample-report.ts';
import { School } from '#test/support/school.ts';

/**
 * Every address of a class, asked by everybody. Parts of the house that add one add its line: what is not listed as
 * allowed must look as if it were not there (404), lead to the door (303), or be refused (401, 403).
 */
const WHO = [
  'nobody',
  'guest',
  'outsider',
  'fellow',
  'learner',
  'reviewer',
  'teacher',
  'otherTeacher',
  'owner',
] as const;
type Who = (typeof WHO)[number];

let school: School;
let mine: Awaited<ReturnType<typeof classroom>>;
let other: Awaited<ReturnType<typeof classroom>>;
let attempt: string;
const regrades = { class: '', school: '' };
const people = {} as Record<Who, Visitor>;

beforeAll(async () => {
  school = await School.open();
  mine = await classroom(school, 'Mine');
  other = await classroom(school, 'Other');
  const start = await visitor(school).get('/sign-up');
  await start.arrayBuffer();
  const picture = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#876' } })
    .jpeg()
    .toBuffer();
  const hand = async (cookie: string): Promise<{ id: string; cookie: string }> => {
    const form = new FormData();
    form.append('file', new Blob([picture as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' }), 'mine.jpg');
    const response = await fetch(`${school.url}/api/exercises/value-range/attempts`, {
      method: 'POST',
      body: form,
      headers: { origin: school.url, ...(cookie ? { cookie } : {}) },
    });
    const said = (await response.json()) as { id: string };
    return { id: said.id, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  };
  ({ id: attempt } = await hand(mine.learner.cookie));
  const guest = await hand('');
  Object.assign(people, {
    nobody: visitor(school),
    guest: visitor(school, guest.cookie),
    outsider: await enrolled(school, 'Outsider'),
    fellow: mine.fellow,
    learner: mine.learner,
    reviewer: mine.reviewer,
    teacher: mine.teacher,
    otherTeacher: other.teacher,
    owner: await enrolled(school, 'Head', 'owner'),
  });
  // Two regrades that have ended: one of the class, one of the whole school.
  const graded = async () =>
    (await (await mine.learner.get(`/api/attempts/${attempt}`)).json()) as { report: object | null };
  await until(async () => (await graded()).report, 120_000);
  const store = openStore(join(school.data, 'atelier.db'));
  const report = sampleReport({ score: 1, graderVersion: '0.9.0' });
  await store.transaction((trx) =>
    insertReport(trx, {
      id: 'by-an-older-grader',
      attemptId: attempt,
      report,
      createdAt: Date.now(),
      evidence: [],
    }),
  );
  await store.close();
  const form = { exercise: 'value-range', since: '', until: '', reason: 'Judged too hard.' };
  regrades.class = idIn(await people.teacher.post('/regrades', { ...form, cohort: mine.id }));
  regrades.school = idIn(await people.owner.post('/regrades', { ...form, cohort: '' }));
  for (const id of Object.values(regrades)) await people.owner.post(`/regrades/${id}`, { intent: 'drop' });
}, 240_000);
afterAll(() => school?.close());

type Expected = Partial<Record<Who, number>> & { rest: number };
const class_ = { nobody: 303, guest: 303, outsider: 404, otherTeacher: 404 };

describe('what everybody may look at', () => {
  it.each<[string, () => string, Expected]>([
    ['the list of classes', () => '/cohorts', { nobody: 303, guest: 303, rest: 200 }],
    ['a class', () => mine.base, { ...class_, rest: 200 }],
    ['its roster', () => `${mine.base}/roster`, { ...class_, fellow: 404, learner: 404, rest: 200 }],
    [
      'the form of a new assignment',
      () => `${mine.base}/assignments/new`,
      { ...class_, fellow: 404, learner: 404, reviewer: 404, rest: 200 },
    ],
    [
      'an assignment',
      () => `${mine.base}/assignments/${mine.assignment}`,
      { ...class_, fellow: 404, learner: 404, reviewer: 404, rest: 200 },
    ],
    [
      'its assignment by the address of another class',
      () => `${other.base}/assignments/${mine.assignment}`,
      { nobody: 303, guest: 303, rest: 404 },
    ],
    ['an invitation', () => `/join/${mine.invite}`, { rest: 200 }],
    ['no invitation', () => '/join/0000000000', { rest: 404 }],
    ['the gradebook', () => `${mine.base}/gradebook`, { ...class_, fellow: 404, learner: 404, rest: 200 }],
    [
      'the grades as a file',
      () => `/api/cohorts/${mine.id}/gradebook`,
      { nobody: 401, reviewer: 403, teacher: 200, owner: 200, rest: 404 },
    ],
    [
      'the class at an exercise',
      () => `${mine.base}/exercises/value-range`,
      { ...class_, fellow: 404, learner: 404, rest: 200 },
    ],
    [
      'its pictures that look alike',
      () => `${mine.base}/integrity`,
      { nobody: 303, guest: 303, teacher: 200, owner: 200, rest: 404 },
    ],
    [
      'an attempt',
      () => `/attempts/${attempt}`,
      { nobody: 303, learner: 200, reviewer: 200, teacher: 200, owner: 200, rest: 404 },
    ],
    [
      'an attempt, as data',
      () => `/api/attempts/${attempt}`,
      { nobody: 401, learner: 200, reviewer: 200, teacher: 200, owner: 200, rest: 404 },
    ],
    [
      'the file that was sent',
      () => `/api/attempts/${attempt}/original`,
      { nobody: 401, learner: 200, reviewer: 200, teacher: 200, owner: 200, rest: 404 },
    ],
    [
      'the queue of reviews',
      () => '/review',
      { nobody: 303, reviewer: 200, teacher: 200, otherTeacher: 200, owner: 200, rest: 404 },
    ],
    [
      'the regrades',
      () => '/regrades',
      { nobody: 303, teacher: 200, otherTeacher: 200, owner: 200, rest: 404 },
    ],
    [
      'the reviews of certificates',
      () => '/certificates/reviews',
      { nobody: 303, teacher: 200, otherTeacher: 200, owner: 200, rest: 404 },
    ],
    [
      'the samples of a rubric',
      () => '/certificates/reviews/calibrate/capstone',
      { nobody: 303, teacher: 200, otherTeacher: 200, owner: 200, rest: 404 },
    ],
    [
      'filling a Canvas export',
      () => `${mine.base}/gradebook/canvas`,
      { ...class_, fellow: 404, learner: 404, rest: 200 },
    ],
    [
      'a regrade of the class',
      () => `/regrades/${regrades.class}`,
      { nobody: 303, teacher: 200, owner: 200, rest: 404 },
    ],
    ['a regrade of the school', () => `/regrades/${regrades.school}`, { nobody: 303, owner: 200, rest: 404 }],
    ['their own notices', () => '/notices', { nobody: 303, guest: 303, rest: 200 }],
    ['their own account', () => '/account', { nobody: 303, guest: 303, rest: 200 }],
    ['their own data', () => '/api/account/data', { nobody: 401, rest: 200 }],
    ['the page of a first owner, who is there', () => '/setup', { rest: 404 }],
  ])('%s', async (_, path, expected) => {
    const found = await Promise.all(
      WHO.map(async (who) => {
        const response = await people[who].get(path());
        await response.arrayBuffer();
        return [who, response.status];
      }),
    );
    expect(found).toEqual(WHO.map((who) => [who, expected[who] ?? expected.rest]));
  });
});

describe('what others may change', () => {
  const forbidden = { nobody: 303, guest: 303, outsider: 404, otherTeacher: 404 };
  const only = { ...forbidden, fellow: 404, learner: 404, reviewer: 404 };

  it.each<[string, () => string, () => Record<string, string | string[]>, Expected]>([
    [
      'making a class',
      () => '/cohorts',
      () => ({ intent: 'create', name: '', zone: 'UTC' }),
      // With an empty name nobody makes one: those who may are told of the name.
      { nobody: 303, guest: 303, teacher: 422, otherTeacher: 422, owner: 422, rest: 403 },
    ],
    [
      'the invitation',
      () => mine.base,
      () => ({ intent: 'invite', what: 'open' }),
      { ...forbidden, fellow: 403, learner: 403, reviewer: 403, rest: 303 },
    ],
    [
      'name and zone',
      () => mine.base,
      () => ({ intent: 'settings', name: '', zone: 'UTC', version: '1' }),
      { ...forbidden, fellow: 403, learner: 403, reviewer: 403, rest: 422 },
    ],
    [
      'the archive',
      () => mine.base,
      () => ({ intent: 'archive', archived: 'no' }),
      { ...forbidden, fellow: 403, learner: 403, reviewer: 403, rest: 303 },
    ],
    [
      'the roster',
      () => `${mine.base}/roster`,
      () => ({ intent: 'preview', csv: 'email,name\none@example.org,One' }),
      { ...forbidden, fellow: 404, learner: 404, reviewer: 403, rest: 200 },
    ],
    [
      'a member',
      () => `${mine.base}/roster`,
      () => ({ intent: 'member', learner: mine.idOf('fellow'), role: 'learner' }),
      { ...forbidden, fellow: 404, learner: 404, reviewer: 403, rest: 303 },
    ],
    [
      'first-password links',
      () => `${mine.base}/roster`,
      () => ({ intent: 'links' }),
      { ...forbidden, fellow: 404, learner: 404, reviewer: 403, rest: 200 },
    ],
    [
      'assigning',
      () => `${mine.base}/assignments/new`,
      () => ({ ...ASSIGNMENT, title: '' }),
      { ...only, rest: 422 },
    ],
    [
      'an assignment',
      () => `${mine.base}/assignments/${mine.assignment}`,
      () => ({ ...ASSIGNMENT, title: '' }),
      { ...only, rest: 422 },
    ],
    [
      'an extension',
      () => `${mine.base}/assignments/${mine.assignment}`,
      () => ({ intent: 'override', for: `learner:${mine.idOf('learner')}` }),
      { ...only, rest: 422 },
    ],
    [
      'a remark on an attempt',
      () => `/attempts/${attempt}`,
      // Without a word none is written: those who may are told of the words.
      () => ({ intent: 'comment', body: '' }),
      { nobody: 303, learner: 403, reviewer: 422, teacher: 422, owner: 422, rest: 404 },
    ],
    [
      'the answer to an appeal',
      () => `/attempts/${attempt}`,
      () => ({ intent: 'appeal-answer', answer: '', accepted: 'yes' }),
      { nobody: 303, learner: 403, reviewer: 422, teacher: 422, owner: 422, rest: 404 },
    ],
    [
      'a regrade',
      () => '/regrades',
      () => ({ reason: 'x' }),
      { nobody: 303, teacher: 422, otherTeacher: 422, owner: 422, rest: 404 },
    ],
    [
      'a pair that was looked at',
      () => `${mine.base}/integrity`,
      () => ({ intent: 'fine', first: 'a', second: 'b' }),
      { nobody: 303, guest: 303, teacher: 409, owner: 409, rest: 404 },
    ],
    [
      'filling a Canvas export',
      () => `${mine.base}/gradebook/canvas`,
      // A file that Canvas never wrote: those who may are told of it.
      () => ({ intent: 'fill', carried: btoa('a,b\nc,d\n') }),
      { ...only, reviewer: 403, rest: 422 },
    ],
    [
      'applying a regrade of the class',
      () => `/regrades/${regrades.class}`,
      () => ({ intent: 'apply', reason: 'x' }),
      { nobody: 303, teacher: 409, owner: 409, rest: 404 },
    ],
    [
      'dropping a regrade of the school',
      () => `/regrades/${regrades.school}`,
      () => ({ intent: 'drop' }),
      { nobody: 303, owner: 409, rest: 404 },
    ],
    [
      'marking notices as seen',
      () => '/notices',
      () => ({ id: 'none' }),
      { nobody: 303, guest: 303, rest: 303 },
    ],
    [
      'asking for the end of an account',
      () => '/account',
      () => ({ intent: 'delete', current: 'not the password' }),
      { nobody: 303, guest: 303, rest: 403 },
    ],
    [
      'leaving the class',
      () => mine.base,
      () => ({ intent: 'leave' }),
      // The last of these lines: whoever may leave is gone afterwards. Its only instructor stays.
      { ...forbidden, teacher: 409, owner: 403, rest: 303 },
    ],
  ])('%s', async (_, path, fields, expected) => {
    const found: [Who, number][] = [];
    for (const who of WHO) {
      const response = await people[who].post(path(), fields());
      await response.arrayBuffer();
      found.push([who, response.status]);
    }
    expect(found).toEqual(WHO.map((who) => [who, expected[who] ?? expected.rest]));
  });

  it('a personal token opens the API alone, never a page of a class', async () => {
    const made = await people.teacher.post('/account', {
      intent: 'token',
      label: 'script',
      once: crypto.randomUUID(),
    });
    const token = /at_[0-9a-f]{40}/.exec(await made.text())?.[0] ?? '';
    const headers = { authorization: `Bearer ${token}` };
    const ask = async (path: string) =>
      (await fetch(school.url + path, { headers, redirect: 'manual' })).status;
    expect(await ask(`/api/attempts/${attempt}`)).toBe(200);
    expect(await ask(mine.base)).toBe(303);
  });
});
