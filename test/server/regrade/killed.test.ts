import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blobStore } from '#server/blobs/blob-store.ts';
import { insertAttempt } from '#server/db/attempts.ts';
import { insertLearner } from '#server/db/learners.ts';
import { openStore, type Store } from '#server/db/open.ts';
import { insertReport } from '#server/db/reports.ts';
import { enrolled, idIn, type Visitor } from '#test/support/classroom.ts';
import { until } from '#test/support/platform.ts';
import { sampleReport } from '#test/support/sample-report.ts';
import { School } from '#test/support/school.ts';
import { findExercise } from '#graders/exercise/folders.ts';
import { openExercise } from '#graders/exercise/open.ts';

/** Attempts in the regrade, graded by the real grader; more than are done when the server is killed. */
const ATTEMPTS = 8;

let school: School;
let store: Store;
let owner: Visitor;

beforeAll(async () => {
  school = await School.open({ ATELIER_WORKERS: '1' });
  owner = await enrolled(school, 'Head', 'owner');
  store = openStore(join(school.data, 'atelier.db'));
  const { spec, start } = await openExercise((await findExercise('value-range'))!);
  const bytes = await start.bytes();
  const blobs = await blobStore(join(school.data, 'blobs'));
  for (let n = 0; n < ATTEMPTS; n += 1) {
    // No two alike: a picture that is there already would not be graded by itself.
    const file = await blobs.put(
      await sharp(bytes)
        .jpeg({ quality: 80 + n })
        .toBuffer(),
    );
    const learner = { id: `learner-${n}`, name: `Learner ${n}`, email: `l${n}@example.org` };
    const attempt = {
      id: `attempt-${n}`,
      learnerId: learner.id,
      exerciseId: spec.id,
      exerciseSlug: 'value-range',
    };
    const report = sampleReport({ score: 0, graderVersion: '0.9.0' });
    await store.transaction(async (trx) => {
      await insertLearner(trx, { ...learner, guest: false, role: 'learner', createdAt: 1 });
      const files = [{ name: 'mine.jpg', ...file }];
      await insertAttempt(trx, { ...attempt, arrivedAt: n, receivedAt: n, files });
      await insertReport(trx, {
        id: `report-${n}`,
        attemptId: attempt.id,
        report,
        createdAt: n,
        evidence: [],
      });
    });
  }
}, 240_000);
afterAll(async () => {
  await store?.close();
  await school?.close();
});

/** When each item got its shadow report, in the order of the set; null: not yet. */
const gradedAt = async () =>
  (await store.db.selectFrom('regrade_items').select('graded_at').orderBy('position').execute()).map(
    (row) => row.graded_at,
  );
const done = async () => (await gradedAt()).filter((at) => at !== null).length;
/** What counts of the live attempts: outcome and score of each. */
const live = () => store.db.selectFrom('reports').select(['id', 'outcome', 'score']).orderBy('id').execute();

describe.skipIf(!existsSync('/proc'))('a regrade whose server is killed', () => {
  it('twice in the middle: each start goes on where it was, and the set is applied once', async () => {
    const before = await live();
    const form = { exercise: 'value-range', cohort: '', since: '', until: '', reason: 'Judged too hard.' };
    const id = idIn(await owner.post('/regrades', form));
    const kept: (number | null)[][] = [];
    for (const least of [2, 4]) {
      await until(async () => (await done()) >= least, 120_000);
      await school.stop('SIGKILL');
      kept.push(await gradedAt());
      expect(kept.at(-1)!.filter((at) => at === null).length).toBeGreaterThan(0);
      // Nothing of a set that is not applied counts, however far it came.
      expect(await live()).toEqual(before);
      await school.start();
    }
    await until(async () => (await done()) === ATTEMPTS, 240_000);

    // What was graded before a kill was not graded again.
    const now = await gradedAt();
    for (const then of kept) then.forEach((at, n) => expect([n, at ?? now[n]]).toEqual([n, now[n]]));
    const { rows: jobs } = await sql<{ subject: string; n: number }>`
      select subject, count(*) as n from jobs where subject like ${`${id}:%`} group by subject`.execute(
      store.db,
    );
    expect(jobs.map(({ n }) => Number(n))).toEqual(Array.from({ length: ATTEMPTS }, () => 1));

    const page = await (await owner.get(`/regrades/${id}`)).text();
    expect(page).not.toContain('to go, behind all live work');
    expect((await owner.post(`/regrades/${id}`, { intent: 'apply', reason: '' })).status).toBe(303);
    const applied = await sql<{ n: number }>`select count(*) as n from applied_reports`.execute(store.db);
    const raised = await sql<{
      n: number;
    }>`select count(*) as n from regrade_items where new_score > 0`.execute(store.db);
    expect([Number(applied.rows[0]!.n), Number(raised.rows[0]!.n)]).toEqual([ATTEMPTS, ATTEMPTS]);
    // An end is an end: no start takes it up again.
    await school.stop('SIGKILL');
    await school.start();
    expect((await owner.post(`/regrades/${id}`, { intent: 'apply', reason: '' })).status).toBe(409);
  }, 600_000);
});
