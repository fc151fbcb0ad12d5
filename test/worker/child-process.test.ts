import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { childEnvironment } from '#server/config.ts';
import { gradingChild, type GradingChild } from '#worker/child-process.ts';
import type { Task } from '#worker/protocol.ts';
import { FAKE_CHILD, scratch, sweepFolders } from '#test/support/platform.ts';

let child: GradingChild;
afterEach(() => child.stop());
afterAll(sweepFolders);

const start = (recycleAfter?: { tasks: number; rss: number }) => {
  child = gradingChild({
    module: FAKE_CHILD,
    environment: childEnvironment(),
    nice: 15,
    trust: 'no-such-folder',
    warm: () => [],
    ...(recycleAfter ? { recycleAfter } : {}),
  });
  child.start();
};
async function grade(text: string): Promise<Task> {
  const path = join(await scratch('child'), 'upload');
  await writeFile(path, text);
  return { type: 'grade', files: [{ path, name: 'upload' }], folder: '/', digest: 'd' };
}

describe('a grading child', () => {
  it('is ended within the wall clock, and the next task runs in a fresh one', async () => {
    start();
    const first = child.pid;
    await expect(child.run(await grade('hang'), 500)).rejects.toMatchObject({ code: 'timed-out' });
    expect(await child.run(await grade('fine'), 10_000)).toMatchObject({ type: 'graded' });
    expect(child.pid).not.toBe(first);
  });

  it.each([
    ['crash', 'child-crashed'],
    ['throw', 'grader-threw'],
  ])('tells “%s” as %s', async (fate, code) => {
    start();
    await expect(child.run(await grade(fate), 10_000)).rejects.toMatchObject({ code });
  });

  it('lives on after a grader threw', async () => {
    start();
    const first = child.pid;
    await child.run(await grade('throw'), 10_000).catch(() => {});
    await child.run(await grade('fine'), 10_000);
    expect(child.pid).toBe(first);
  });

  it.each([
    ['tasks', { tasks: 2, rss: 1e12 }, [false, true]],
    ['memory', { tasks: 100, rss: 0 }, [true, true]],
  ])('is replaced when it is worn out by %s', async (_, limits, replaced) => {
    start(limits);
    for (const expected of replaced) {
      const before = child.pid;
      await child.run(await grade('fine'), 10_000);
      expect(child.pid !== before).toBe(expected);
      expect(child.pid).toBeDefined();
    }
  });

  it('tells how far it is', async () => {
    start();
    const phases: string[] = [];
    await child.run(await grade('slow'), 10_000, (phase) => phases.push(phase));
    expect(phases).toEqual(['decoded']);
  });

  it('sees nothing of the environment but what it needs', () => {
    expect(Object.keys(childEnvironment()).sort()).toEqual(
      expect.arrayContaining(['NODE_ENV', 'PATH', 'UV_THREADPOOL_SIZE', 'VIPS_BLOCK_UNTRUSTED']),
    );
    expect(Object.keys(childEnvironment()).filter((name) => /ATELIER|SECRET|TOKEN|KEY/.test(name))).toEqual(
      [],
    );
  });
});
