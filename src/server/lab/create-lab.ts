import type { GradingChild } from '#worker/child-process.ts';
import { claimLoops } from '#worker/claim-loop.ts';
import type { Lab } from '../app.ts';
import type { Accept } from '../attempts/accept.ts';
import type { Changes } from '../attempts/changes.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Config } from '../config.ts';
import type { JobQueue } from '../db/job-queue.ts';
import { loseSent } from '../db/lab-pictures.ts';
import { abandonedRuns, endRun } from '../db/lab-runs.ts';
import type { Store } from '../db/open.ts';
import type { Log } from '../log.ts';
import { abilities } from './abilities.ts';
import type { LabConfig } from './config.ts';
import { labDesk } from './desk.ts';
import { labHandIn } from './hand-in.ts';
import { keeper } from './keep.ts';
import { openLab } from './lab.ts';
import { openGenerator } from './open-generator.ts';

/** At a stop a picture that is paid for gets so long to arrive: hung up on, it would be lost. */
const FINISH_MS = 20_000;

interface Parts {
  config: Config;
  lab: LabConfig;
  store: Store;
  blobs: BlobStore;
  queue: JobQueue;
  changes: Changes;
  accept: Accept;
  /** Looks at what the generator gave, and at nothing else. */
  child: GradingChild;
  log: Log;
  now(): number;
}

export interface RunningLab {
  lab: Lab;
  start(): void;
  /** Ends runs that no job will take up again: they say that they were lost. */
  tidy(): Promise<void>;
  stop(): Promise<void>;
}

/** Puts the lab together: generator, queue, keeper of pictures, and what pages may ask. */
export function createLab(parts: Parts): RunningLab {
  const { config, lab: settings, store, blobs, queue, changes, accept, child, log, now } = parts;
  const generator = openGenerator(settings);
  const able = abilities(generator, now);
  const keep = keeper(blobs, child, () => settings.model ?? able.model());
  const desk = labDesk({ store, queue, generator, keep, changed: changes.changed, log, now });
  const loops = claimLoops({
    queue,
    kind: 'lab',
    slots: Array.from({ length: settings.concurrency }, (_, slot) => slot),
    perform: (job) => desk.perform(job),
    log,
  });
  const handIn = labHandIn({ config, store, blobs, accept, now });
  return {
    lab: openLab({
      config,
      lab: settings,
      store,
      blobs,
      queue,
      changes,
      able,
      desk,
      wake: loops.wake,
      handIn,
      now,
    }),
    start: loops.start,
    async tidy() {
      for (const run of await abandonedRuns(store.db)) {
        await store.transaction(async (trx) => {
          if (generator.paid) await loseSent(trx, run.id, now());
          await endRun(trx, run.id, { failed_at: now() }, { code: 'lost', said: '' });
        });
        log('lab-lost', { run: run.id });
        changes.changed(run.id);
      }
    },
    async stop() {
      loops.rest();
      if (generator.paid) await desk.finish(FINISH_MS);
      await loops.stop(() => desk.interruptAll());
      child.stop();
    },
  };
}
