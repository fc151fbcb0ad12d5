import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, JobQueue } from '#server/db/job-queue.ts';

/** How long an idle slot waits before it looks again, in case another process has queued something. */
const LOOK_AGAIN_MS = 1_000;
const AFTER_ERROR_MS = 2_000;

/** Lease and heartbeat: a worker that misses three beats has lost its job. */
export const LEASE_MS = 15_000;
export const BEAT_MS = 5_000;

export interface ClaimLoops<Slot> {
  start(): void;
  /** Something was queued: look now. */
  wake(): void;
  /** Takes no more jobs; the running ones go on. */
  rest(): void;
  /** Takes no more jobs and hands the running ones back; `interrupt` then ends what they were doing. */
  stop(interrupt: (slots: readonly Slot[]) => void): Promise<void>;
}

interface Parts<Slot> {
  queue: JobQueue;
  kind: string;
  /** One loop each: claim, perform, again. */
  slots: readonly Slot[];
  perform(job: Job, slot: Slot): Promise<void>;
  log(event: string, facts: Record<string, unknown>): void;
}

export function claimLoops<Slot>({ queue, kind, slots, perform, log }: Parts<Slot>): ClaimLoops<Slot> {
  let stopping = false;
  let sleepers: (() => void)[] = [];
  const running = new Map<Slot, Job>();
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

  const loop = async (slot: Slot) => {
    while (!stopping) {
      try {
        const job = await queue.claim(kind, LEASE_MS);
        if (!job) {
          await idle();
          continue;
        }
        running.set(slot, job);
        await perform(job, slot);
      } catch (error) {
        // A fault of the platform (disk, database), not of the work: the lease runs out and the job comes back.
        log('worker-error', {
          message: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
        await sleep(stopping ? 0 : AFTER_ERROR_MS);
      } finally {
        running.delete(slot);
      }
    }
  };

  const rest = () => {
    stopping = true;
    wake();
  };

  return {
    start() {
      for (const slot of slots) loops.push(loop(slot));
    },
    wake,
    rest,
    async stop(interrupt) {
      rest();
      // Released first, so that whatever the interruption makes of a job finds the lease gone and changes nothing.
      await Promise.all([...running.values()].map((job) => queue.release(job)));
      interrupt(slots);
      await Promise.all(loops);
    },
  };
}
