import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Attempt, Learner } from '#core/types.ts';
import { database } from '#server/config.ts';
import { jobQueue } from '#server/db/job-queue.ts';
import { openStore } from '#server/db/open.ts';
import {
  scratch,
  signUp,
  sweepFolders,
  testPlatform,
  until,
  upload,
  type TestPlatform,
} from '#test/support/platform.ts';

const open: TestPlatform[] = [];
const platformFor = async (...given: Parameters<typeof testPlatform>) => {
  const platform = await testPlatform(...given);
  open.push(platform);
  return platform;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((platform) => platform.stop()));
});
afterAll(sweepFolders);

async function send({ app }: TestPlatform, learner: Learner, text: string, slug = 'grey'): Promise<Attempt> {
  const exercise = app.catalogue.bySlug(slug);
  if (!exercise) throw new Error(slug);
  const outcome = await app.attempts.submit(learner, exercise, upload(Buffer.from(text)), '192.0.2.1');
  if (!outcome.ok) throw new Error(outcome.refusal.title);
  return outcome.value.attempt;
}

/** Processes started by this one, whichever thread started them. */
const childProcesses = (): number[] =>
  readdirSync(`/proc/${process.pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${process.pid}/task/${thread}/children`, 'utf8')
      .split(' ')
      .filter(Boolean)
      .map(Number),
  );

const final = (platform: TestPlatform, learner: Learner, id: string) =>
  until(async () => {
    const attempt = await platform.app.attempts.get(id, learner);
    return attempt && ['graded', 'ungradable', 'failed', 'superseded'].includes(attempt.status)
      ? attempt
      : null;
  }, 40_000);

describe('an attempt is graded in a child process', () => {
  it('goes from the queue to its report, with evidence', async () => {
    const platform = await platformFor();
    const { learner } = await signUp(platform);
    const queued = await send(platform, learner, 'score 91');
    expect([queued.status, queued.position, queued.report]).toEqual(['queued', 0, null]);
    platform.start();
    const graded = await final(platform, learner, queued.id);
    expect([graded.status, graded.number, graded.report?.score]).toEqual(['graded', 1, 91]);
    expect(graded.evidence.map((one) => one.name)).toEqual(['yours']);
    const picture = await platform.app.attempts.evidence(queued.id, 'yours', learner);
    expect(Buffer.from(picture?.bytes ?? []).toString()).toBe('score 91');
    const progress = await platform.app.progress.exercises(learner);
    expect(progress.get(queued.exerciseId)).toEqual({
      state: 'passed',
      bestScore: 91,
      bestAttemptId: queued.id,
      attempts: 1,
    });
  });

  it.each([
    ['crash', 'child-crashed'],
    ['throw', 'grader-threw'],
  ])('says so when the child does “%s” every time: failed, no attempt used', async (fate, code) => {
    const platform = await platformFor();
    const { learner } = await signUp(platform);
    platform.start();
    const { id } = await send(platform, learner, fate);
    const failed = await final(platform, learner, id);
    expect([failed.status, failed.number, failed.failure?.code]).toEqual(['failed', null, code]);
    expect(failed.failure?.text).toContain('our failure');
    const next = await send(platform, learner, 'fine');
    expect((await final(platform, learner, next.id)).number).toBe(1);
  });

  it('shows every change to whoever watches, and ends when it is final', async () => {
    const platform = await platformFor();
    const { learner } = await signUp(platform);
    const { id } = await send(platform, learner, 'slow');
    const seen: string[] = [];
    for await (const attempt of platform.app.attempts.watch(id, learner, new AbortController().signal)) {
      if (seen.length === 0) platform.start();
      seen.push(attempt.phase ? `${attempt.status} ${attempt.phase}` : attempt.status);
    }
    expect(seen.at(0)).toBe('queued');
    expect(seen).toContain('grading decoded');
    expect(seen.at(-1)).toBe('graded');
  });

  it('a newer attempt supersedes the waiting one of the same exercise, not that of another', async () => {
    const platform = await platformFor();
    const { learner } = await signUp(platform);
    const first = await send(platform, learner, 'first');
    const other = await send(platform, learner, 'other', 'blue');
    const second = await send(platform, learner, 'second');
    const states = await Promise.all(
      [first, other, second].map(({ id }) => platform.app.attempts.get(id, learner)),
    );
    expect(states.map((attempt) => attempt?.status)).toEqual(['superseded', 'queued', 'queued']);
    expect(states.map((attempt) => attempt?.position)).toEqual([undefined, 0, 1]);
  });

  it.skipIf(!existsSync('/proc'))('survives kill -9 of the child in the middle of a grade', async () => {
    const platform = await platformFor();
    const { learner } = await signUp(platform);
    platform.start();
    const { id } = await send(platform, learner, 'slow');
    await until(async () => (await platform.app.attempts.get(id, learner))?.phase === 'decoded');
    const killed = childProcesses();
    for (const pid of killed) process.kill(pid, 'SIGKILL');
    expect(killed.length).toBe(2);
    expect(await final(platform, learner, id)).toMatchObject({ status: 'graded', number: 1 });
  });

  it('takes up at once what a process that was killed had in hand', async () => {
    const platform = await testPlatform();
    const { learner } = await signUp(platform);
    const { id } = await send(platform, learner, 'fine');
    const gone = jobQueue(openStore(database(platform.config)), Date.now, `${hostname()}/2147483646/gone`);
    expect((await gone.claim('grade', 3_600_000))?.subject).toBe(id);
    await platform.stop();
    const again = await platformFor({ data: platform.data, exercises: platform.exercises });
    expect((await again.app.attempts.get(id, learner))?.status).toBe('grading');
    again.start();
    expect((await final(again, learner, id)).status).toBe('graded');
  });

  it('finds an attempt that the queue has forgotten', async () => {
    const platform = await testPlatform();
    const { learner } = await signUp(platform);
    const { id } = await send(platform, learner, 'fine');
    const store = openStore(database(platform.config));
    await store.db.deleteFrom('jobs').execute();
    await store.close();
    expect((await platform.app.attempts.get(id, learner))?.status).toBe('received');
    await platform.stop();
    const again = await platformFor({ data: platform.data, exercises: platform.exercises });
    again.start();
    expect((await final(again, learner, id)).status).toBe('graded');
  });

  it('says so when the exercise was taken away meanwhile', async () => {
    const platform = await testPlatform();
    const { learner } = await signUp(platform);
    const { id } = await send(platform, learner, 'fine');
    await platform.stop();
    const again = await platformFor({ data: platform.data, exercises: await scratch('empty') });
    again.start();
    expect((await final(again, learner, id)).failure?.code).toBe('exercise-gone');
  });

  it('hands a running job back at a stop; the next process grades it', async () => {
    const platform = await testPlatform();
    const { learner } = await signUp(platform);
    const { id } = await send(platform, learner, 'slow');
    platform.start();
    await until(async () => (await platform.app.attempts.get(id, learner))?.status === 'grading');
    await platform.stop();
    const again = await platformFor({ data: platform.data, exercises: platform.exercises });
    expect((await again.app.attempts.get(id, learner))?.status).toBe('queued');
    again.start();
    expect((await final(again, learner, id)).status).toBe('graded');
  });
});
