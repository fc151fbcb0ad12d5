import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from '#core/backoff.ts';
import { BEAT_MS, LEASE_MS } from '#worker/claim-loop.ts';
import { isDiskFull } from '../attempts/receive.ts';
import type { Job, JobQueue } from '../db/job-queue.ts';
import * as pictures from '../db/lab-pictures.ts';
import * as runs from '../db/lab-runs.ts';
import type { Store } from '../db/open.ts';
import type { LabRunRow } from '../db/schema.ts';
import type { Log } from '../log.ts';
import { GeneratorProblem, type GeneratedPicture, type Generator, type Watching } from './generator.ts';
import type { keeper } from './keep.ts';
import { settingsOf } from './read.ts';

/** A run that nobody took up for so long is not begun any more. */
const STALE_MS = 3_600_000;
/** The longest pause a service may ask for with the run still waiting for it. */
const LONGEST_PAUSE_MS = 120_000;
/** How often progress is written down. */
const PROGRESS_MS = 400;

export type Interruption = 'cancelled' | 'stopping' | 'lease-lost';

export interface LabDesk {
  /** Makes what is still missing of a run. Never throws over what the generator does. */
  perform(job: Job): Promise<void>;
  /** Stops a run of this process; one of another process is stopped by its next heartbeat. */
  interrupt(runId: string, why: Interruption): void;
  interruptAll(): void;
  /** Begins no further picture, and resolves when those under way are done or have had `ms`. */
  finish(ms: number): Promise<void>;
}

interface Parts {
  store: Store;
  queue: JobQueue;
  generator: Generator;
  keep: ReturnType<typeof keeper>;
  changed(runId: string): void;
  log: Log;
  now(): number;
}

type Ended = { problem: { code: string; said: string } | null; as: 'done_at' | 'failed_at' | 'cancelled_at' };

export function labDesk({ store, queue, generator, keep, changed, log, now }: Parts): LabDesk {
  const { db } = store;
  const running = new Map<string, AbortController>();
  let finishing = false;

  /** Ends the run and its job together; nothing happens when the lease had been lost. */
  const end = async (job: Job, run: LabRunRow, { as, problem }: Ended, lost: boolean): Promise<void> => {
    await store.transaction(async (trx) => {
      if (!(await queue.complete(trx, job))) return;
      if (lost) await pictures.loseSent(trx, run.id, now());
      await runs.endRun(trx, run.id, { [as]: now() }, problem);
      await runs.moveForward(trx, run.learner_id, now());
    });
    log('lab-ended', { run: run.id, as, code: problem?.code ?? null });
  };

  const beating = (job: Job, run: LabRunRow, controller: AbortController) => {
    const beat = async (phase?: string) => {
      if (!(await queue.heartbeat(job, LEASE_MS, phase)))
        controller.abort('lease-lost' satisfies Interruption);
      else if ((await runs.runById(db, run.id))?.cancel_asked_at != null)
        controller.abort('cancelled' satisfies Interruption);
      changed(run.id);
    };
    const timer = setInterval(() => void beat().catch(() => {}), BEAT_MS / 2);
    return { beat, stop: () => clearInterval(timer) };
  };

  /** A picture that was sent for by a process that is gone: found again, sent for anew, or null, lost. */
  const takeUp = async (row: Row, watching: Watching): Promise<GeneratedPicture | 'anew' | null> => {
    if (row.sent_at === null) return 'anew';
    const found = row.ticket && (await generator.resume?.(row.ticket, settingsOf(row), watching));
    if (found) return found;
    return generator.paid ? null : 'anew';
  };

  const make = async (row: Row, watching: Watching): Promise<void> => {
    const place = { runId: row.run_id, position: row.position };
    const settings = settingsOf(row);
    let made = await takeUp(row, watching);
    if (made === null) return pictures.setLost(db, place, now());
    if (made === 'anew') {
      await pictures.setSent(db, place, now());
      made = await generator.generate(settings, watching);
    }
    const picture = await keep(made, settings, row.position + 1);
    await store.transaction((trx) => pictures.storePicture(trx, place, picture, now()));
  };

  /** What becomes of the run when a picture failed: another try later, or its end. */
  const failed = async (
    job: Job,
    run: LabRunRow,
    row: Row | null,
    problem: GeneratorProblem,
  ): Promise<void> => {
    const { code, said, retryAfterMs, mayHaveCost } = problem;
    const lost = generator.paid && mayHaveCost;
    const pause = retryAfterMs ?? backoffMs(job.tries);
    const passes =
      retryAfterMs !== null || code === 'unreachable' || (code === 'broken-off' && !generator.paid);
    log('lab-problem', { run: run.id, job: job.id, code, tries: job.tries });
    if (passes && !lost && pause <= LONGEST_PAUSE_MS && job.tries < job.maxTries) {
      if (row) await pictures.setSent(db, { runId: run.id, position: row.position }, null);
      await runs.setProblem(db, run.id, { code, said });
      await queue.fail(job, { code, retryable: true }, pause);
      return;
    }
    await end(job, run, { as: 'failed_at', problem: { code, said } }, lost);
  };

  const work = async (job: Job, run: LabRunRow, controller: AbortController): Promise<void> => {
    const { beat, stop } = beating(job, run, controller);
    const { signal } = controller;
    let current: Row | null = null;
    try {
      await beat();
      const rows = (await pictures.picturesOfRuns(db, [run.id])).get(run.id) ?? [];
      for (const row of rows) {
        if (row.stored_at !== null || row.lost_at !== null) continue;
        if (finishing) controller.abort('stopping' satisfies Interruption);
        signal.throwIfAborted();
        current = row;
        await make(row, watchingOf(row, signal, beat));
        await beat('0');
      }
      await end(job, run, { as: 'done_at', problem: null }, false);
    } catch (error) {
      if (signal.aborted) return await interrupted(job, run, signal.reason as Interruption);
      const problem = isDiskFull(error) ? new GeneratorProblem('disk-full', { mayHaveCost: true }) : error;
      if (!(problem instanceof GeneratorProblem)) throw error;
      await failed(job, run, current, problem);
    } finally {
      stop();
      changed(run.id);
    }
  };

  const watchingOf = (row: Row, signal: AbortSignal, beat: (phase: string) => Promise<void>): Watching => {
    let told = 0;
    return {
      signal,
      onProgress(share) {
        if (performance.now() - told < PROGRESS_MS) return;
        told = performance.now();
        void beat(share.toFixed(2)).catch(() => {});
      },
      onTicket: (ticket) => pictures.setTicket(db, { runId: row.run_id, position: row.position }, ticket),
    };
  };

  const interrupted = async (job: Job, run: LabRunRow, why: Interruption): Promise<void> => {
    // Whoever takes the lease next goes on with it; at a stop it may have been handed back already.
    if (why !== 'cancelled') return queue.release(job);
    const rows = (await pictures.picturesOfRuns(db, [run.id])).get(run.id) ?? [];
    const sent = rows.find((row) => row.sent_at !== null && row.stored_at === null && row.lost_at === null);
    if (sent) await generator.cancel(sent.ticket);
    await end(job, run, { as: 'cancelled_at', problem: null }, generator.paid);
  };

  return {
    async perform(job) {
      const run = await runs.runById(db, job.subject);
      const open = run && run.done_at === null && run.failed_at === null && run.cancelled_at === null;
      if (!open) return void (await store.transaction((trx) => queue.complete(trx, job)));
      if (run.generator !== generator.kind || now() - run.asked_at > STALE_MS)
        return end(job, run, { as: 'failed_at', problem: { code: 'too-late', said: '' } }, generator.paid);
      const controller = new AbortController();
      running.set(run.id, controller);
      try {
        await work(job, run, controller);
      } finally {
        running.delete(run.id);
      }
    },
    interrupt: (runId, why) => running.get(runId)?.abort(why),
    interruptAll: () => {
      for (const controller of running.values()) controller.abort('stopping' satisfies Interruption);
    },
    async finish(ms) {
      finishing = true;
      const until = performance.now() + ms;
      while (running.size > 0 && performance.now() < until) await sleep(50);
    },
  };
}

type Row = NonNullable<ReturnType<Awaited<ReturnType<typeof pictures.picturesOfRuns>>['get']>>[number];
