import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { jobQueue, type Job, type JobQueue } from '#server/db/job-queue.ts';
import { migrate } from '#server/db/migrate.ts';
import { openStore, type Store } from '#server/db/open.ts';
import { scratch, sweepFolders } from '#test/support/platform.ts';

const WORKER = fileURLToPath(new URL('../support/queue-worker.ts', import.meta.url));
let path: string;
let store: Store;
let clock: number;
let queue: JobQueue;

beforeEach(async () => {
  path = join(await scratch('queue'), 'atelier.db');
  store = openStore(path);
  clock = 1_000_000;
  await migrate(store.db, () => clock);
  queue = jobQueue(store, () => clock, 'here/1/a');
});
afterAll(sweepFolders);

const add = (subject: string, more: { priority?: number; maxTries?: number; dedupeKey?: string } = {}) =>
  store.transaction((trx) =>
    queue.enqueue(
      trx,
      'grade',
      { subject },
      { subject, dedupeKey: more.dedupeKey ?? `grade:${subject}`, ...more },
    ),
  );
const claim = async (): Promise<Job> => {
  const job = await queue.claim('grade', 1000);
  if (!job) throw new Error('no job');
  return job;
};
const complete = (job: Job) => store.transaction((trx) => queue.complete(trx, job));

describe('the job queue', () => {
  it('gives jobs by priority, then in the order they came', async () => {
    for (const [subject, priority] of [
      ['a', 0],
      ['b', 0],
      ['c', 5],
    ] as const) {
      await add(subject, { priority });
      clock += 1;
    }
    expect([(await claim()).subject, (await claim()).subject, (await claim()).subject]).toEqual([
      'c',
      'a',
      'b',
    ]);
    expect(await queue.claim('grade', 1000)).toBeNull();
  });

  it('does not let jobs wait when the clock was put back', async () => {
    await add('new');
    await add('failed');
    const [one, two] = [await claim(), await claim()];
    await queue.fail(one, { code: 'x', retryable: true }, 4000);
    await queue.release(two);
    clock -= 3_600_000;
    expect([(await claim()).subject, (await claim()).subject].toSorted()).toEqual(['failed', 'new']);
    clock += 3_600_000;
    await add('later');
    await queue.fail(await claim(), { code: 'x', retryable: true }, 4000);
    expect(await queue.claim('grade', 1000)).toBeNull();
  });

  it('keeps one live job for one key, and takes the key again when that job has ended', async () => {
    expect([await add('a'), await add('a')]).toEqual(['queued', 'duplicate']);
    await complete(await claim());
    expect(await add('a')).toBe('queued');
  });

  it('takes nothing in when the transaction fails', async () => {
    const failing = store.transaction(async (trx) => {
      await queue.enqueue(trx, 'grade', {}, { subject: 'a', dedupeKey: 'a' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await queue.stats()).waiting).toBe(0);
  });

  it('fences out a worker that wakes up after its lease: beat, completion and failure change nothing', async () => {
    await add('a');
    const late = await claim();
    clock += 1001;
    expect(await queue.reap(() => false)).toBe(1);
    const second = await claim();
    expect([await queue.heartbeat(late, 1000), await complete(late)]).toEqual([false, false]);
    expect(await queue.fail(late, { code: 'x', retryable: false }, 0)).toBe('lost');
    await queue.release(late);
    expect([await queue.heartbeat(second, 1000), await complete(second)]).toEqual([true, true]);
    expect(second.tries).toBe(2);
  });

  it('keeps a job whose worker beats', async () => {
    await add('a');
    const job = await claim();
    for (let i = 0; i < 5; i++) {
      clock += 900;
      expect(await queue.heartbeat(job, 1000, 'decoded')).toBe(true);
      expect(await queue.reap(() => false)).toBe(0);
    }
    expect(await complete(job)).toBe(true);
  });

  it('waits before the next try, and is dead after the last', async () => {
    await add('a', { maxTries: 2 });
    expect(await queue.fail(await claim(), { code: 'crash', retryable: true }, 5000)).toBe('waiting');
    expect(await queue.claim('grade', 1000)).toBeNull();
    clock += 5000;
    expect(await queue.fail(await claim(), { code: 'crash', retryable: true }, 5000)).toBe('dead');
    expect(await queue.stats()).toEqual({ waiting: 0, running: 0, dead: 1, oldestWaiting: null });
  });

  it('is dead at once when another try cannot help, and when its workers were lost every time', async () => {
    await add('a');
    expect(await queue.fail(await claim(), { code: 'exercise-gone', retryable: false }, 0)).toBe('dead');
    await add('b', { maxTries: 1 });
    await claim();
    expect(await queue.reap((holder) => holder === 'here/1/a')).toBe(1);
    expect((await queue.stats()).dead).toBe(2);
  });

  it('does not count a try that was handed back', async () => {
    await add('a');
    await queue.release(await claim());
    expect((await claim()).tries).toBe(1);
  });

  it('cancels what waits and leaves what runs', async () => {
    await add('a');
    clock += 1;
    await add('b');
    await claim();
    expect(await store.transaction((trx) => queue.cancelWaiting(trx, ['a', 'b']))).toEqual(['b']);
    expect(await queue.stats()).toMatchObject({ waiting: 0, running: 1 });
  });
});

describe('four workers, killed at random', () => {
  it('do each of 120 jobs exactly once', async () => {
    await sql`create table done (subject text not null, worker text not null) strict`.execute(store.db);
    const real = jobQueue(store, Date.now, 'here/1/a');
    await store.transaction(async (trx) => {
      for (let i = 0; i < 120; i++)
        await real.enqueue(trx, 'count', {}, { subject: `${i}`, dedupeKey: `${i}`, maxTries: 20 });
    });
    const workers: ChildProcess[] = [];
    const start = (name: string) =>
      workers.push(spawn(process.execPath, [WORKER, path, name], { stdio: ['ignore', 'ignore', 'inherit'] }));
    ['w1', 'w2', 'w3', 'w4'].forEach(start);
    for (let kill = 0; kill < 6; kill++) {
      await new Promise((resolve) => setTimeout(resolve, 250 + 40 * kill));
      workers.filter((one) => one.exitCode === null && one.signalCode === null)[kill % 3]?.kill('SIGKILL');
      start(`w${5 + kill}`);
    }
    await Promise.all(
      workers.map(
        (one) => one.exitCode ?? one.signalCode ?? new Promise((resolve) => one.once('exit', resolve)),
      ),
    );
    const { rows } = await sql<{ jobs: number; times: number }>`
      select count(distinct subject) as jobs, count(*) as times from done`.execute(store.db);
    expect(rows).toEqual([{ jobs: 120, times: 120 }]);
    expect(workers.filter((one) => one.signalCode === 'SIGKILL').length).toBeGreaterThan(3);
  });
});
