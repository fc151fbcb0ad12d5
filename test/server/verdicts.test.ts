import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { jobsOf } from '#server/db/attempt-jobs.ts';
import { attemptsByIds, filesOf } from '#server/db/attempts.ts';
import { learnersByIds, namesOf } from '#server/db/learners.ts';
import { manualGradesOf, putManualGrade, removeManualGrade } from '#server/db/manual-grades.ts';
import { migrate } from '#server/db/migrate.ts';
import { openStore, type Store } from '#server/db/open.ts';
import {
  countedVerdicts,
  countingReports,
  gradedOrNot,
  insertReport,
  reportsOf,
  verdictsOf,
} from '#server/db/reports.ts';
import { leasesOf } from '#server/db/reviews.ts';
import { scratch, sweepFolders } from '#test/support/platform.ts';
import { sampleReport } from '#test/support/sample-report.ts';
import { criterion } from '../core/view/fakes.ts';

let store: Store;
beforeEach(async () => {
  store = openStore(join(await scratch('verdicts'), 'atelier.db'));
  await migrate(store.db, () => 1);
  await store.db
    .insertInto('learners')
    .values({ id: 'l', name: 'Learner 1', email: null, role: 'learner', created_at: 1 })
    .execute();
  for (const id of ['a', 'b'])
    await store.db
      .insertInto('attempts')
      .values({ id, learner_id: 'l', exercise_id: 'x', exercise_slug: 'x', received_at: 1, arrived_at: 1 })
      .execute();
});
afterAll(sweepFolders);

type Step =
  | { report: number; version: string; at: number }
  | { applied: string }
  | { manual: number | null; criterion?: string }
  | { ungradable: string; at: number };

let positions = 0;

/** Does the steps one after the other to attempt `a` and tells what counts then. */
async function after(steps: readonly Step[]) {
  for (const step of steps) {
    await store.transaction(async (trx) => {
      if ('report' in step) {
        const report = {
          ...sampleReport({ score: step.report, graderVersion: step.version }),
          criteria: [criterion({ id: 'tone', score: step.report, pass: step.report >= 60 })],
        };
        await insertReport(trx, {
          id: step.version,
          attemptId: 'a',
          report,
          createdAt: step.at,
          evidence: [],
        });
      } else if ('ungradable' in step) {
        const report = {
          ...sampleReport({ graderVersion: step.ungradable }),
          outcome: 'ungradable' as const,
          score: null,
        };
        await insertReport(trx, {
          id: step.ungradable,
          attemptId: 'a',
          report,
          createdAt: step.at,
          evidence: [],
        });
      } else if ('applied' in step) {
        const row = {
          attempt_id: 'a',
          position: ++positions,
          report_id: step.applied,
          regrade_id: 'r',
          applied_at: 9,
        };
        await trx.insertInto('applied_reports').values(row).execute();
      } else if (step.manual === null) await removeManualGrade(trx, 'a', step.criterion ?? null);
      else {
        const grade = { criterion: step.criterion ?? null, score: step.manual, pass: step.manual >= 75 };
        await putManualGrade(trx, 'a', { ...grade, note: 'seen', by: null, at: 5 });
      }
    });
  }
  const { outcome, score } = (await countedVerdicts(store.db, ['a', 'b'])).get('a') ?? {};
  return [outcome ?? null, score ?? null];
}

describe('what counts for an attempt', () => {
  it.each<[string, Step[], [string | null, number | null]]>([
    ['nothing', [], [null, null]],
    ['its report', [{ report: 60, version: '1', at: 10 }], ['not-yet', 60]],
    [
      'the newest of its reports',
      [
        { report: 60, version: '1', at: 10 },
        { report: 80, version: '2', at: 20 },
      ],
      ['passed', 80],
    ],
    [
      'the one applied last, though it is older by the clock',
      [{ report: 60, version: '1', at: 30 }, { report: 80, version: '2', at: 20 }, { applied: '2' }],
      ['passed', 80],
    ],
    [
      'an earlier report that was applied again',
      [
        { report: 60, version: '1', at: 10 },
        { report: 80, version: '2', at: 20 },
        { applied: '2' },
        { applied: '1' },
      ],
      ['not-yet', 60],
    ],
    [
      'one that was applied for the third time',
      [
        { report: 60, version: '1', at: 10 },
        { report: 80, version: '2', at: 20 },
        { applied: '2' },
        { applied: '1' },
        { applied: '2' },
      ],
      ['passed', 80],
    ],
    [
      'a manual grade after the report',
      [
        { report: 60, version: '1', at: 10 },
        { manual: 90, criterion: 'tone' },
      ],
      ['passed', 90],
    ],
    [
      'a manual grade before a later report',
      [
        { report: 60, version: '1', at: 10 },
        { manual: 90, criterion: 'tone' },
        { report: 20, version: '2', at: 20 },
      ],
      ['passed', 90],
    ],
    [
      'a manual grade before an applied regrade',
      [
        { report: 60, version: '1', at: 10 },
        { manual: 90, criterion: 'tone' },
        { report: 20, version: '2', at: 20 },
        { applied: '2' },
      ],
      ['passed', 90],
    ],
    ['a manual grade before any report', [{ manual: 90 }], ['passed', 90]],
    [
      'the same, when the report has come',
      [{ manual: 90 }, { report: 20, version: '1', at: 10 }],
      ['passed', 90],
    ],
    [
      'a manual grade lower than the machine',
      [{ report: 90, version: '1', at: 10 }, { manual: 40 }],
      ['not-yet', 40],
    ],
    [
      'the machine again once it is taken back',
      [{ report: 60, version: '1', at: 10 }, { manual: 90 }, { manual: null }],
      ['not-yet', 60],
    ],
    [
      'a file no grader can read, passed by a person',
      [{ ungradable: '1', at: 10 }, { manual: 88 }],
      ['passed', 88],
    ],
  ])('%s', async (_, steps, expected) => {
    expect(await after(steps)).toEqual(expected);
    // Progress, numbers and the page read one truth.
    const [first, second] = (await verdictsOf(store.db, 'l')).get('x') ?? [];
    expect([first?.outcome, first?.score]).toEqual(expected);
    expect([second?.outcome, second?.score]).toEqual([null, null]);
    const graded = await gradedOrNot(store.db, 'l', 'x');
    expect(graded.map((one) => one.graded)).toEqual([expected[0] !== null, false]);
  });

  it('leaves the report as the machine wrote it', async () => {
    await after([
      { report: 60, version: '1', at: 10 },
      { manual: 90, criterion: 'tone' },
    ]);
    const stored = (await reportsOf(store.db, ['a'])).get('a');
    expect([stored?.report.score, stored?.report.criteria[0]?.score]).toEqual([60, 60]);
  });
});

describe('any number of attempts at once', () => {
  const MANY = Array.from({ length: 40_000 }, (_, n) => `attempt-${n}`);
  it.each<[string, (db: Store['db']) => Promise<{ size: number } | { length: number }>]>([
    ['what counts', (db) => countedVerdicts(db, [...MANY, 'a'])],
    ['which report counts', (db) => countingReports(db, [...MANY, 'a'])],
    ['reports', (db) => reportsOf(db, [...MANY, 'a'])],
    ['rows', (db) => attemptsByIds(db, [...MANY, 'a'])],
  ])('%s', async (_, ask) => {
    await after([{ report: 80, version: '1.0.0', at: 1 }]);
    const found = await ask(store.db);
    expect('size' in found ? found.size : found.length).toBe(1);
  });

  it('and nothing of those that have nothing', async () => {
    const { db } = store;
    const found = await Promise.all([
      filesOf(db, MANY),
      jobsOf(db, MANY),
      manualGradesOf(db, MANY),
      leasesOf(db, MANY),
      namesOf(db, MANY),
      learnersByIds(db, MANY),
    ]);
    expect(found.map(({ size }) => size)).toEqual([MANY.length, 0, 0, 0, 0, 0]);
    expect([...found[0].values()].flat()).toEqual([]);
  });
});
