import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '#server/db/job-queue.ts';
import type { GradingChild } from './child-process.ts';
import { gradeJob, LEASE_MS, type GradeDesk } from './grading-desk.ts';

/** How long an idle slot waits before it looks again, in case another process has queued something. */
const LOOK_AGAIN_MS = 1_000;
const AFTER_ERROR_MS = 2_000;

export const GRADE = 'grade';

export interface Supervisor {
  start(): void;
  /** Something was queued: look now. */
  wake(): void;
  /** Takes no more jobs, hands the running ones back, ends the children. */
  stop(): Promise<void>;
}

/** One loop per child: claim, grade, again. */
export function supervisor(desk: GradeDesk, children: readonly GradingChild[]): Supervisor {
  let stopping = false;
  let sleepers: (() => void)[] = [];
  const running = new Map<GradingChild, Job>();
  const loops: Promise<void>[] = [];

  const idle = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_AGAIN_MS);
      sleepers.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });

  const wake = () => {
    const woken = sleepers;
    sleepers = [];
    for (const rouse of woken) rouse();
  };

  const loop = async (child: GradingChild) => {
    while (!stopping) {
      try {
        const job = await desk.queue.claim(GRADE, LEASE_MS);
        if (!job) {
          await idle();
          continue;
        }
        running.set(child, job);
        await gradeJob(desk, child, job);
      } catch (error) {
        // A fault of the platform (disk, database), not of the file: the lease runs out and the job comes back.
        desk.log('worker-error', {
          message: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
        await sleep(stopping ? 0 : AFTER_ERROR_MS);
      } finally {
        running.delete(child);
      }
    }
  };

  return {
    start() {
      for (const child of children) {
        child.start();
        loops.push(loop(child));
      }
    },
    wake,
    async stop() {
      stopping = true;
      wake();
      // Released first, so that the failure of a killed child finds the lease gone and changes nothing.
      await Promise.all([...running.values()].map((job) => desk.queue.release(job)));
      for (const child of children) child.stop();
      await Promise.all(loops);
    },
  };
}
