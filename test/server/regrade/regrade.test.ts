import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Learner, Outcome } from '#core/types.ts';
import { blobStore, type BlobStore } from '#server/blobs/blob-store.ts';
import { insertAttempt } from '#server/db/attempts.ts';
import { putManualGrade } from '#server/db/manual-grades.ts';
import { insertReport } from '#server/db/reports.ts';
import { ClassRows } from '#test/support/class-rows.ts';
import { IDS, signUp, sweepFolders, testPlatform, until, type TestPlatform } from '#test/support/platform.ts';
import { sampleReport } from '#test/support/sample-report.ts';

let platform: TestPlatform;
let rows: ClassRows;
let blobs: BlobStore;
let owner: Learner;
let teacher: Learner;
let learner: Learner;

beforeEach(async () => {
  platform = await testPlatform();
  owner = { ...(await signUp(platform, 'owner')).learner, role: 'owner' };
  teacher = (await signUp(platform, 'teacher')).learner;
  learner = (await signUp(platform, 'learner')).learner;
  rows = await ClassRows.open(platform.config, teacher.id);
  await rows.member(teacher, 'instructor');
  await rows.member(learner);
  await rows.assignment('First work', [IDS.grey]);
  blobs = await blobStore(join(platform.data, 'blobs'));
});
afterEach(async () => {
  await rows.close();
  await platform.stop();
});
afterAll(sweepFolders);

/** An attempt graded by an earlier grader at `was`, which the present one would grade at `now`. */
async function old(id: string, was: number, now: number | string, arrivedAt = 1_000, exerciseId = IDS.grey) {
  const file = await blobs.put(Buffer.from(typeof now === 'number' ? `score ${now}` : now));
  await rows.store.transaction(async (trx) => {
    const attempt = {
      id,
      learnerId: learner.id,
      exerciseId,
      exerciseSlug: 'grey',
      arrivedAt,
      receivedAt: arrivedAt,
    };
    await insertAttempt(trx, { ...attempt, files: [{ name: 'mine.png', ...file }] });
    const report = sampleReport({ score: was, graderVersion: '0.9.0' });
    await insertReport(trx, { id: `r-${id}`, attemptId: id, report, createdAt: arrivedAt, evidence: [] });
  });
  return id;
}

const FORM = {
  exercises: ['grey'],
  cohortId: '',
  since: '',
  until: '',
  reason: 'Edges were judged too hard.',
};
const said = <T>(outcome: Outcome<T>) => (outcome.ok ? 'ok' : outcome.refusal.code);
async function start(change: Partial<typeof FORM> = {}, who: Learner | null = owner): Promise<string> {
  const outcome = await platform.app.regrades.start(who, { ...FORM, ...change });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}
const seen = async (id: string) => (await platform.app.regrades.get(id, owner))!;
const ready = (id: string, on = platform) =>
  until(async () => (await on.app.regrades.get(id, owner))?.regrade.state === 'ready', 60_000);
const counts = async (id: string) => {
  const attempt = await platform.app.attempts.get(id, learner);
  return [attempt?.verdict.outcome, attempt?.verdict.score];
};

describe('a regrade', () => {
  it('runs in the shadow, then counts as a set; nothing is lowered without consent', async () => {
    await old('up', 60, 90);
    await old('down', 90, 60);
    await old('same', 80, 80);
    await old('lower', 90, 85);
    const id = await start();
    platform.start();
    await ready(id);
    const { items, regrade } = await seen(id);
    expect(
      items.map(({ attemptId, before, after, change }) => [attemptId, before.score, after?.score, change]),
    ).toEqual([
      ['down', 90, 60, 'fails'],
      ['lower', 90, 85, 'lowered'],
      ['same', 80, 80, 'same'],
      ['up', 60, 90, 'passes'],
    ]);
    expect(regrade.counts).toEqual({ all: 4, waiting: 0, graded: 4, failed: 0 });
    expect([await counts('up'), await counts('down')]).toEqual([
      ['not-yet', 60],
      ['passed', 90],
    ]);

    const applied = await platform.app.regrades.apply(owner, id, { lower: [], reason: '' });
    expect(applied).toEqual({ ok: true, value: { applied: 2, left: 2 } });
    expect([await counts('up'), await counts('down'), await counts('lower')]).toEqual([
      ['passed', 90],
      ['passed', 90],
      ['passed', 90],
    ]);
    expect(said(await platform.app.regrades.apply(owner, id, { lower: 'all', reason: 'x' }))).toBe(
      'regrade-over',
    );
    const trail = (await platform.app.review.of('up', teacher))!.staff!.audit;
    expect(trail.map(({ code, before, after }) => [code, before, after])).toEqual([
      ['regrade.applied', { outcome: 'not-yet', score: 60 }, { outcome: 'passed', score: 90 }],
    ]);
    const picture = await platform.app.attempts.evidence('up', 'yours', learner);
    expect(Buffer.from(picture?.bytes ?? []).toString()).toBe('score 90');
  });

  it('lowers what is ticked, with a reason, and no more', async () => {
    await old('a', 90, 60);
    await old('b', 90, 50);
    const id = await start();
    platform.start();
    await ready(id);
    const { regrades } = platform.app;
    expect(said(await regrades.apply(owner, id, { lower: ['a'], reason: ' ' }))).toBe('reason-missing');
    expect([await counts('a'), await counts('b')]).toEqual([
      ['passed', 90],
      ['passed', 90],
    ]);
    const applied = await regrades.apply(owner, id, {
      lower: ['a'],
      reason: 'It passed by a fault of ours.',
    });
    expect(applied).toEqual({ ok: true, value: { applied: 1, left: 1 } });
    expect([await counts('a'), await counts('b')]).toEqual([
      ['not-yet', 60],
      ['passed', 90],
    ]);
  });

  it('leaves manual grades as they are, on both sides of the preview and after', async () => {
    await old('by-hand', 60, 20);
    await rows.store.transaction((trx) =>
      putManualGrade(trx, 'by-hand', { criterion: null, score: 88, pass: true, note: 'x', by: null, at: 1 }),
    );
    const id = await start();
    platform.start();
    await ready(id);
    const [item] = (await seen(id)).items;
    expect([item?.before, item?.after, item?.change, item?.manual]).toEqual([
      { outcome: 'passed', score: 88 },
      { outcome: 'passed', score: 88 },
      'same',
      true,
    ]);
    await platform.app.regrades.apply(owner, id, { lower: [], reason: '' });
    expect(await counts('by-hand')).toEqual(['passed', 88]);
    expect((await platform.app.attempts.get('by-hand', learner))?.report?.score).toBe(20);
  });

  it('dropped, leaves no trace in what counts', async () => {
    await old('up', 60, 90);
    const id = await start();
    platform.start();
    await ready(id);
    expect(said(await platform.app.regrades.drop(owner, id))).toBe('ok');
    expect([await counts('up'), (await seen(id)).regrade.state]).toEqual([['not-yet', 60], 'dropped']);
    expect(said(await platform.app.regrades.apply(owner, id, { lower: [], reason: '' }))).toBe(
      'regrade-over',
    );
    const kept = await rows.store.db.selectFrom('regrade_evidence').selectAll().execute();
    expect(kept).toEqual([]);
  });

  it('applies a report again that stands among the live ones already', async () => {
    await old('back', 60, 90);
    const digest = platform.app.catalogue.bySlug('grey')!.digest;
    await rows.store.transaction(async (trx) => {
      const report = sampleReport({ score: 90, digest });
      await insertReport(trx, { id: 'earlier', attemptId: 'back', report, createdAt: 500, evidence: [] });
    });
    expect(await counts('back')).toEqual(['not-yet', 60]);
    const id = await start();
    platform.start();
    await ready(id);
    expect(await platform.app.regrades.apply(owner, id, { lower: [], reason: '' })).toMatchObject({
      ok: true,
      value: { applied: 1 },
    });
    expect(await counts('back')).toEqual(['passed', 90]);
    const reports = await rows.store.db
      .selectFrom('reports')
      .select('id')
      .where('attempt_id', '=', 'back')
      .orderBy('id')
      .execute();
    expect(reports.map((one) => one.id)).toEqual(['earlier', 'r-back']);
  });

  it('says of a file that breaks the grader that it could not be graded, and goes on', async () => {
    await old('broken', 60, 'throw');
    await old('up', 60, 90, 2_000);
    const id = await start();
    await rows.store.db.updateTable('jobs').set({ max_tries: 1 }).execute();
    platform.start();
    await ready(id);
    expect(
      (await seen(id)).items.map(({ attemptId, state, failure }) => [attemptId, state, failure]),
    ).toEqual([
      ['broken', 'failed', 'grader-threw'],
      ['up', 'graded', null],
    ]);
    expect(await platform.app.regrades.apply(owner, id, { lower: [], reason: '' })).toMatchObject({
      ok: true,
      value: { applied: 1, left: 1 },
    });
  });

  it('says of files that are gone or damaged that they could not be graded; what counts stays', async () => {
    await old('gone', 60, 61);
    await old('spoilt', 90, 91);
    await old('up', 60, 95);
    const id = await start();
    const shas = await rows.store.db.selectFrom('attempt_files').select(['attempt_id', 'sha256']).execute();
    const pathOf = (attempt: string) => blobs.path(shas.find((one) => one.attempt_id === attempt)!.sha256);
    await rm(pathOf('gone'));
    await writeFile(pathOf('spoilt'), 'score 3');
    platform.start();
    await ready(id);
    expect(
      (await seen(id)).items.map(({ attemptId, failure, after }) => [attemptId, failure ?? after]),
    ).toEqual([
      ['gone', 'file-missing'],
      ['spoilt', 'file-damaged'],
      ['up', { outcome: 'passed', score: 95 }],
    ]);
    const applied = await platform.app.regrades.apply(owner, id, { lower: 'all', reason: 'All of it.' });
    expect(applied).toEqual({ ok: true, value: { applied: 1, left: 2 } });
    expect([await counts('gone'), await counts('spoilt')]).toEqual([
      ['not-yet', 60],
      ['passed', 90],
    ]);
  });

  it('is out of date once its exercise has changed, and says so', async () => {
    await old('up', 60, 90);
    const id = await start();
    await rows.store.db.updateTable('regrade_items').set({ exercise_digest: 'another' }).execute();
    platform.start();
    await until(async () => (await seen(id)).regrade.counts.failed === 1);
    expect((await seen(id)).regrade.superseded).toBe(true);
    expect(said(await platform.app.regrades.apply(owner, id, { lower: [], reason: '' }))).toBe(
      'regrade-superseded',
    );
  });

  it('leaves alone what another regrade has changed meanwhile', async () => {
    await old('up', 60, 90);
    const first = await start();
    const second = await start();
    platform.start();
    await Promise.all([ready(first), ready(second)]);
    await platform.app.regrades.apply(owner, first, { lower: [], reason: '' });
    expect((await seen(second)).items[0]?.moved).toBe(true);
    expect(await platform.app.regrades.apply(owner, second, { lower: [], reason: '' })).toMatchObject({
      ok: true,
      value: { applied: 0, left: 1 },
    });
  });

  it('goes on after a stop in the middle, also where it was stopped before all was queued', async () => {
    for (let i = 0; i < 12; i += 1) await old(`a${i}`, 60, i % 2 ? 90 : 'score 85 slow', 1_000 + i);
    const id = await start();
    await rows.store.db.deleteFrom('jobs').where('subject', 'like', '%:a9').execute();
    platform.start();
    await until(async () => (await seen(id)).regrade.counts.graded >= 3);
    await platform.stop();
    await rows.store.db
      .updateTable('jobs')
      .set({ lease_token: 'dead', lease_until: 1, holder: 'nobody' })
      .where('subject', 'like', '%:a11')
      .where('done_at', 'is', null)
      .execute();
    platform = await testPlatform({ data: platform.data, exercises: platform.exercises });
    platform.start();
    await ready(id);
    const graded = await rows.store.db
      .selectFrom('jobs')
      .select('subject')
      .where('done_at', 'is not', null)
      .execute();
    expect([
      (await seen(id)).regrade.counts.graded,
      graded.length,
      new Set(graded.map((one) => one.subject)).size,
    ]).toEqual([12, 12, 12]);
  });

  it('stands behind a live attempt that comes later', async () => {
    for (let i = 0; i < 6; i += 1) await old(`a${i}`, 60, 'score 85 slow', 1_000 + i);
    const id = await start();
    const exercise = platform.app.catalogue.bySlug('grey')!;
    const form = new FormData();
    form.append('file', new Blob([Buffer.from('score 91')], { type: 'image/png' }), 'mine.png');
    const request = new Request('http://localhost/', { method: 'POST', body: form });
    const sent = await platform.app.attempts.submit(learner, exercise, request, '192.0.2.1');
    if (!sent.ok) throw new Error(sent.refusal.title);
    expect(sent.value.attempt.position).toBe(0);
    platform.start();
    await until(async () => (await platform.app.attempts.get(sent.value.attempt.id, learner))?.report);
    expect((await seen(id)).regrade.counts.graded).toBe(0);
  });
});

describe('the scope', () => {
  const scoped = async (change: Partial<typeof FORM>) => {
    const outcome = await platform.app.regrades.start(owner, { ...FORM, ...change });
    return outcome.ok
      ? (await seen(outcome.value)).items.map(({ attemptId }) => attemptId).toSorted()
      : outcome.refusal.code;
  };
  it.each<[string, Partial<typeof FORM>, string[] | string]>([
    ['an exercise', {}, ['day1', 'day3']],
    ['another exercise', { exercises: ['blue'] }, ['blue']],
    ['two exercises', { exercises: ['grey', 'blue'] }, ['blue', 'day1', 'day3']],
    ['from a day on', { since: '2026-03-02' }, ['day3']],
    ['up to a day, inclusive', { until: '2026-03-01' }, ['day1']],
    ['a span without attempts', { since: '2026-03-02', until: '2026-03-02' }, 'nothing-to-regrade'],
    [
      'a cohort, only what is assigned there',
      { exercises: ['grey', 'blue'], cohortId: 'c'.repeat(26) },
      ['day1', 'day3'],
    ],
    ['an exercise that is not there', { exercises: ['red'] }, 'exercise-unknown'],
    ['no exercise', { exercises: [] }, 'exercise-unknown'],
    ['a class that is not there', { cohortId: 'nowhere' }, 'no-such-class'],
    ['a day that is none', { since: '2026-02-30' }, 'date-wrong'],
    ['no reason', { reason: '' }, 'reason-missing'],
  ])('%s', async (_, change, expected) => {
    await old('day1', 60, 90, Date.UTC(2026, 2, 1, 23));
    await old('day3', 60, 90, Date.UTC(2026, 2, 3));
    await old('blue', 60, 90, Date.UTC(2026, 2, 3), IDS.blue);
    expect(await scoped(change)).toEqual(expected);
  });

  it('is the school’s for an owner, the cohort’s for its instructor, and nobody else’s', async () => {
    await old('day1', 60, 90);
    const { regrades } = platform.app;
    expect(said(await regrades.start(teacher, FORM))).toBe('not-your-right');
    expect(said(await regrades.start(learner, { ...FORM, cohortId: rows.cohortId }))).toBe('not-your-right');
    const whole = await start();
    const own = await start({ cohortId: rows.cohortId }, teacher);
    expect((await regrades.list(teacher))?.map(({ id }) => id)).toEqual([own]);
    expect([
      await regrades.list(learner),
      await regrades.get(own, learner),
      await regrades.get(whole, teacher),
    ]).toEqual([null, null, null]);
    expect(said(await regrades.drop(teacher, whole))).toBe('no-such-regrade');
    expect(said(await regrades.drop(null, whole))).toBe('ok');
  });
});

/** `ATELIER_TEST_MANY=1000` measures what a school has after a term. */
const MANY = Number(process.env['ATELIER_TEST_MANY'] ?? 150);

it(`${MANY} attempts are regraded, shown and applied`, async () => {
  for (let i = 0; i < MANY; i += 1)
    await old(`a${String(i).padStart(4, '0')}`, 40 + (i % 50), 40 + ((i * 7) % 60), 1_000 + i);
  const times: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now();
    const value = await work();
    times[name] = Math.round(performance.now() - from);
    return value;
  };
  const id = await timed('asked and queued', () => start());
  platform.start();
  const left = () =>
    rows.store.db
      .selectFrom('regrade_items')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('graded_at', 'is', null)
      .executeTakeFirstOrThrow();
  // Counted, not described: a preview of a thousand is not made fifty times a second.
  await timed('graded in the shadow', () => until(async () => (await left()).n === 0, 300_000));
  const { items } = await timed('previewed', () => seen(id));
  const raised = items.filter(
    ({ change }) => change === 'same' || change === 'raised' || change === 'passes',
  ).length;
  const applied = await timed('applied', () =>
    platform.app.regrades.apply(owner, id, { lower: [], reason: '' }),
  );
  console.log(
    `${MANY} attempts, ms: ${JSON.stringify(times)}; ${raised} applied, ${MANY - raised} left out as lowered`,
  );
  expect(items).toHaveLength(MANY);
  expect(applied).toEqual({ ok: true, value: { applied: raised, left: MANY - raised } });
  const after = await platform.app.attempts.ofLearner(learner);
  const lowered = items.filter(({ attemptId, before }) => {
    const now = after.find((one) => one.id === attemptId)!.verdict;
    return (now.score ?? 0) < (before.score ?? 0);
  });
  expect(lowered).toEqual([]);
}, 400_000);
