import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING } from '#core/gradebook/choose.ts';
import { readCsv } from '#core/gradebook/csv-source.ts';
import type { Learner } from '#core/types.ts';
import { openStore } from '#server/db/open.ts';
import { database } from '#server/config.ts';
import { gradebooks } from '#server/gradebook/gradebook.ts';
import { ClassRows } from '#test/support/class-rows.ts';
import { IDS, signUp, sweepFolders, testPlatform, type TestPlatform } from '#test/support/platform.ts';
import type { CriterionReport, Report } from '../../../graders/report/schema.ts';

const GREY = { id: IDS.grey, slug: 'grey' };
const BLUE = { id: IDS.blue, slug: 'blue' };
const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 20);
const DUE = NOW - 10 * HOUR;

let platform: TestPlatform;
let rows: ClassRows;
let teacher: Learner;

beforeEach(async () => {
  platform = await testPlatform({ now: () => NOW });
  teacher = (await signUp(platform, 'teacher')).learner;
  rows = await ClassRows.open(platform.config, teacher.id);
  await rows.member(teacher, 'instructor');
});
afterEach(async () => {
  await rows.close();
  await platform.stop();
});
afterAll(sweepFolders);

const open = (viewer = teacher, change = {}) =>
  platform.app.gradebooks.of(rows.cohortId, viewer, { ...EVERYTHING, ...change });

describe('a gradebook', () => {
  it('counts the best attempt by score × late credit, in the order of the class', async () => {
    const one = await rows.member('Learner 1', 'learner', { labels: ['Group A'], sisId: 'S-1' });
    const two = await rows.member('Learner 2');
    await rows.assignment('First work', [IDS.grey], {
      dueAt: DUE,
      closesAt: NOW - HOUR,
      late: [{ withinHours: 24, credit: 0.5 }],
    });
    await rows.assignment('Both', [IDS.grey, IDS.blue]);
    await rows.attempt(one, GREY, DUE - HOUR, { score: 60, outcome: 'not-yet' });
    const late = await rows.attempt(one, GREY, DUE + HOUR, { score: 100 });
    const best = await rows.attempt(one, GREY, DUE - 2 * HOUR, { score: 78 });
    await rows.attempt(two, GREY, NOW - 1, { score: 90 });
    await rows.attempt(two, BLUE, NOW - 1, null);
    const book = (await open())!;
    expect(book.whole.columns.map(({ title, assignment, slug }) => [assignment, title, slug])).toEqual([
      ['First work', 'First work', 'grey'],
      ['Both', 'The grey ramp', 'grey'],
      ['Both', 'The blue ramp', 'blue'],
    ]);
    expect(
      book.whole.rows.map(({ student, cells }) => [
        student.name,
        cells.map((cell) => [cell.state, cell.points]),
      ]),
    ).toEqual([
      [
        'Learner 1',
        [
          ['passed', 78],
          ['passed', 100],
          ['not-started', null],
        ],
      ],
      [
        'Learner 2',
        [
          ['missed', null],
          ['passed', 90],
          ['in-work', null],
        ],
      ],
    ]);
    expect(book.whole.rows[0]!.cells.map(({ attemptId }) => attemptId)).toEqual([best, late, null]);
    expect(book.labels).toEqual(['Group A']);
  });

  it('is of those who learn there now, and of what is assigned there now', async () => {
    await rows.member('Reviewer 1', 'reviewer');
    const gone = await rows.member('Learner 1');
    await rows.assignment('Work', [IDS.grey]);
    await rows.store.db
      .updateTable('cohort_members')
      .set({ left_at: 5 })
      .where('learner_id', '=', gone)
      .execute();
    expect((await open())!.whole.rows).toEqual([]);
  });

  it('tells our failure from theirs by the job', async () => {
    const one = await rows.member('Learner 1');
    await rows.assignment('Work', [IDS.grey]);
    const attempt = await rows.attempt(one, GREY, NOW - HOUR, null);
    const job = {
      id: 'j1',
      kind: 'grade',
      dedupe_key: 'k1',
      subject: attempt,
      payload: '{}',
      priority: 0,
      run_at: 1,
      tries: 3,
      max_tries: 3,
      created_at: 1,
      lease_token: null,
      lease_until: null,
      holder: null,
      phase: null,
      done_at: null,
      dead_at: 2,
      cancelled_at: null,
      error_code: 'crashed',
    };
    await rows.store.db.insertInto('jobs').values(job).execute();
    expect((await open())!.whole.rows[0]!.cells[0]!.state).toBe('our-failure');
    // Somebody has put it back into the queue.
    await rows.store.db
      .insertInto('jobs')
      .values({ ...job, id: 'j2', dedupe_key: 'k2', created_at: 3, dead_at: null })
      .execute();
    expect((await open())!.whole.rows[0]!.cells[0]!.state).toBe('in-work');
  });

  it('opens to the staff of that class alone, and leaves the house by its instructors', async () => {
    await rows.member('Learner 1');
    const people = {
      reviewer: (await signUp(platform, 'reviewer')).learner,
      learner: (await signUp(platform, 'learner')).learner,
      stranger: { ...(await signUp(platform, 'stranger')).learner, role: 'instructor' as const },
      owner: { ...(await signUp(platform, 'owner')).learner, role: 'owner' as const },
    };
    await rows.member(people.reviewer, 'reviewer');
    await rows.member(people.learner, 'learner');
    const seen = await Promise.all(
      [teacher, ...Object.values(people)].map(async (person) => {
        const csv = await platform.app.gradebooks.csv(rows.cohortId, person, 'plain', EVERYTHING);
        return [(await open(person)) !== null, csv === null ? null : csv.ok ? 'ok' : csv.refusal.code];
      }),
    );
    expect(seen).toEqual([
      [true, 'ok'],
      [true, 'export-not-yours'],
      [false, null],
      [false, null],
      [true, 'ok'],
    ]);
    expect(await platform.app.gradebooks.of('nowhere', people.owner, EVERYTHING)).toBeNull();
  });

  it('is written as it is shown, and its name says of what', async () => {
    await rows.member('Learner 2', 'learner', { labels: ['Group A'] });
    await rows.member('Learner 1', 'learner', { labels: ['Group A'] });
    await rows.member('=cmd|x', 'learner');
    await rows.assignment('Work', [IDS.grey]);
    const choice = { ...EVERYTHING, label: 'Group A', down: true };
    const csv = await platform.app.gradebooks.csv(rows.cohortId, teacher, 'canvas', choice);
    if (!csv?.ok) throw new Error('refused');
    expect(csv.value.name).toBe('Autumn-class-grades-canvas-2026-11-20.csv');
    expect(readCsv(csv.value.text)!.rows.map(({ values }) => values[0])).toEqual([
      'Student',
      '    Points Possible',
      'Learner 2',
      'Learner 1',
    ]);
  });
});

describe('a Canvas export', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const fill = async (file: Uint8Array) => {
    const outcome = await platform.app.gradebooks.fill(rows.cohortId, teacher, file, null);
    return outcome?.ok ? outcome.value.filled.text : outcome?.refusal.code;
  };

  it('comes back with our column filled, its mark kept', async () => {
    const one = await rows.member('Learner 1', 'learner', { sisId: 'S-1' });
    await rows.assignment('Work', [IDS.grey]);
    await rows.attempt(one, GREY, 5, { score: 82 });
    expect(await fill(bytes('\uFEFFStudent,ID,SIS User ID,Work (7)\nOne,1,S-1,\n'))).toBe(
      '\uFEFFStudent,ID,SIS User ID,Work (7)\nOne,1,S-1,82\n',
    );
  });

  it.each([
    ['another file', bytes('a,b\n1,2\n'), 'canvas-not-canvas'],
    ['a spreadsheet', new Uint8Array([0x50, 0x4b, 3, 4, 0xff, 0xfe]), 'canvas-not-text'],
    ['one that was cut off', bytes('Student,SIS User ID\n"One'), 'canvas-broken'],
    ['a huge one', new Uint8Array(700 * 1024 + 1), 'canvas-too-large'],
  ])('%s is refused: $2', async (_, file, code) => expect(await fill(file)).toBe(code));
});

describe('a class at one exercise', () => {
  const criterion = (pass: boolean, boxes: [number, number][]): CriterionReport => ({
    id: 'tone',
    kind: 'tone-colour',
    title: 'Tone and colour',
    value: 1,
    unit: 'ΔE00',
    target: 0,
    tolerance: 1,
    score: pass ? 90 : 40,
    weight: 1,
    essential: true,
    pass,
    feedback: [],
    places: boxes.map(([x, y], n) => ({ n: n + 1, x, y, width: 0.01, height: 0.01, value: 5, text: 'off' })),
    evidence: [],
  });
  const report = (score: number, boxes: [number, number][]): Partial<Report> => ({
    score,
    outcome: score >= 75 ? 'passed' : 'not-yet',
    criteria: [criterion(score >= 75, boxes)],
  });

  it('says how they scored, what fails, where, who is stuck and who is silent', async () => {
    const [one, two] = [await rows.member('Learner 1'), await rows.member('Learner 2')];
    await rows.member('Learner 3', 'learner', { joinedAt: NOW - 9 * 24 * HOUR });
    await rows.member('Learner 4', 'learner', { joinedAt: NOW - HOUR });
    await rows.assignment('Work', [IDS.grey]);
    for (const n of [3, 2, 1]) await rows.attempt(one, GREY, NOW - n * HOUR, report(40 + n, [[0.9, 0.9]]));
    await rows.attempt(two, GREY, NOW - 2 * HOUR, report(30, [[0.1, 0.1]]));
    await rows.attempt(two, GREY, NOW - HOUR, report(88, []));
    const view = (await platform.app.gradebooks.atExercise(rows.cohortId, 'grey', teacher))!;
    expect(view.scores).toEqual([43, 88]);
    expect(view.criteria).toEqual([
      { id: 'tone', title: 'Tone and colour', essential: true, failed: 1, judged: 2, median: 65 },
    ]);
    expect(view.maps.map(({ frame, path, map }) => [frame, path, map.learners, map.spots[0]!.where])).toEqual(
      [[null, 'start/start.png', 1, 'lower right']],
    );
    expect(view.stuck.map(({ student, cell }) => [student.name, cell.attempts])).toEqual([['Learner 1', 3]]);
    expect(view.silent.map(({ student, days }) => [student.name, days])).toEqual([['Learner 3', 9]]);
  });

  it('is not there for what is not assigned, nor for others', async () => {
    await rows.assignment('Work', [IDS.grey]);
    const other = (await signUp(platform, 'other')).learner;
    const { gradebooks: books } = platform.app;
    expect(await books.atExercise(rows.cohortId, 'blue', teacher)).toBeNull();
    expect(await books.atExercise(rows.cohortId, 'nothing', teacher)).toBeNull();
    expect(await books.atExercise(rows.cohortId, 'grey', other)).toBeNull();
  });
});

describe('queries', () => {
  it.each([
    [2, 1],
    [40, 12],
  ])('are as few for %i learners × %i attempts each', async (learners, attempts) => {
    await rows.assignment('Work', [IDS.grey, IDS.blue]);
    for (let n = 0; n < learners; n++) {
      const id = await rows.member(`Learner ${n}`, 'learner', { labels: ['Group A'] });
      for (let i = 0; i < attempts; i++) await rows.attempt(id, GREY, NOW - i - 1, { score: 50 + i });
    }
    const counted = openStore(database(platform.config));
    let queries = 0;
    const db = counted.db.withPlugin({
      transformQuery: ({ node }) => {
        queries += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const books = gradebooks({
      store: { ...counted, db },
      catalogue: platform.app.catalogue,
      now: () => NOW,
    });
    expect((await books.of(rows.cohortId, teacher, EVERYTHING))!.whole.rows).toHaveLength(learners);
    expect(queries).toBe(12);
    queries = 0;
    await books.atExercise(rows.cohortId, 'grey', teacher);
    expect(queries).toBe(15);
    await counted.close();
  });
});
