import { statfs } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { signInNeeded } from '#core/account-refusals.ts';
import * as refusals from '#core/lab-refusals.ts';
import { isLive, type LabRun } from '#core/lab.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import type { Learner } from '#core/types.ts';
import { diskFull } from '#core/upload-refusals.ts';
import type { Lab } from '../app.ts';
import type { Changes } from '../attempts/changes.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Config } from '../config.ts';
import type { JobQueue } from '../db/job-queue.ts';
import { storedPicture } from '../db/lab-pictures.ts';
import * as runs from '../db/lab-runs.ts';
import { learnerById } from '../db/learners.ts';
import type { Store, Trx } from '../db/open.ts';
import { newId } from '../ids.ts';
import { rateLimit } from '../rate-limit.ts';
import type { abilities } from './abilities.ts';
import type { LabConfig } from './config.ts';
import { dayStart } from './day.ts';
import type { LabDesk } from './desk.ts';
import { describeRuns } from './read.ts';
import { settingsWished } from './wish.ts';

const MINUTE = 60_000;
const ASKED_PER_MINUTE = 12;
/** Runs of one learner that wait or are under way. */
const OPEN_RUNS = 4;
/** Runs shown on the page of an exercise. */
const SHOWN_RUNS = 40;
/** How often a watched run is read again when no hint came: another process may work on it. */
const WATCH_MS = 1_000;

interface Parts {
  config: Config;
  lab: LabConfig;
  store: Store;
  blobs: BlobStore;
  queue: JobQueue;
  changes: Changes;
  able: ReturnType<typeof abilities>;
  desk: LabDesk;
  wake(): void;
  handIn: Lab['handIn'];
  now(): number;
}

/** What pages and the API may ask of the lab. Only the learner who asked for a run sees it. */
export function openLab(parts: Parts): Lab {
  const { config, lab, store, blobs, queue, changes, able, desk, wake, now } = parts;
  const { db } = store;
  const asks = rateLimit(ASKED_PER_MINUTE, MINUTE, now);

  /** Inside the transaction that writes the run: two requests at once cannot both take the last picture. */
  const guardDay = async (trx: Trx, learnerId: string, wished: number): Promise<void> => {
    const since = dayStart(now());
    const left = lab.picturesPerDay - (await runs.picturesCounted(trx, since, learnerId));
    if (wished > left) throw new Refused(refusals.dayUsedUp(Math.max(0, left), lab.picturesPerDay));
    if (wished > lab.picturesPerDayAll - (await runs.picturesCounted(trx, since, null)))
      throw new Refused(refusals.schoolUsedUp());
  };

  const guardDisk = async (): Promise<void> => {
    const { bavail, bsize } = await statfs(config.data);
    if (bavail * bsize < config.limits.diskFloor) throw new Refused(diskFull());
  };

  const run = async (id: string, viewer: Learner): Promise<LabRun | null> => {
    const row = await runs.runById(db, id);
    return row?.learner_id === viewer.id ? ((await describeRuns(db, [row]))[0] ?? null) : null;
  };

  return {
    kind: lab.kind,
    capabilities: () => able.get(),
    run,
    handIn: parts.handIn,

    async left(learner) {
      const counted = await runs.picturesCounted(db, dayStart(now()), learner.id);
      return { left: Math.max(0, lab.picturesPerDay - counted), perDay: lab.picturesPerDay };
    },

    ask: (learner, exercise, form) =>
      outcomeOf(async () => {
        if (learner.guest) throw new Refused(refusals.accountNeeded());
        if (exercise.spec.submission.kind !== 'generated') throw new Refused(refusals.noLabHere());
        if (!asks.take(learner.id)) throw new Refused(refusals.tooFastHere());
        const takes = await able.get();
        if (!takes.ok) throw new Refused(takes.refusal);
        const settings = settingsWished(form, takes.value);
        await guardDisk();
        const id = newId();
        await store.transaction(async (trx) => {
          if (!(await learnerById(trx, learner.id))) throw new Refused(signInNeeded());
          const open = await runs.openRunsOf(trx, learner.id);
          if (open.length >= OPEN_RUNS) throw new Refused(refusals.runsWaiting(open.length));
          await guardDay(trx, learner.id, settings.length);
          const at = now();
          const exerciseId = exercise.spec.id;
          await runs.insertRun(trx, {
            id,
            learnerId: learner.id,
            exerciseId,
            generator: lab.kind,
            askedAt: at,
            settings,
          });
          // Turn by turn: a learner's second run stands behind the first ones of all others.
          await queue.enqueue(
            trx,
            'lab',
            {},
            { dedupeKey: `lab:${id}`, subject: id, priority: -open.length },
          );
        });
        wake();
        return id;
      }),

    async runs(learner, exerciseId) {
      return describeRuns(db, await runs.runsOf(db, learner.id, exerciseId, SHOWN_RUNS));
    },

    async *watch(id, viewer, signal) {
      let shown = '';
      while (!signal.aborted) {
        const change = changes.next(id, WATCH_MS, signal);
        const current = await run(id, viewer);
        if (!current) return;
        const text = JSON.stringify(current);
        if (text !== shown) yield current;
        if (!isLive(current.state)) return;
        shown = text;
        await change;
      }
    },

    cancel: (learner, id) =>
      outcomeOf(async () => {
        if (!(await run(id, learner))) throw new Refused(refusals.noSuchRun());
        await store.transaction(async (trx) => {
          await runs.askToCancel(trx, id, now());
          const [waited] = await queue.cancelWaiting(trx, [id]);
          if (waited === undefined) return;
          await runs.endRun(trx, id, { cancelled_at: now() }, null);
          await runs.moveForward(trx, learner.id, now());
        });
        desk.interrupt(id, 'cancelled');
        changes.changed(id);
      }),

    async shown(learner, runId, position) {
      const found = await storedPicture(db, learner.id, runId, position);
      const sha256 = found?.row.shown_sha256;
      return sha256 && (await blobs.has(sha256)) ? blobs.read(sha256) : null;
    },

    async original(learner, runId, position) {
      const found = await storedPicture(db, learner.id, runId, position);
      const { sha256, name, bytes } = found?.row ?? {};
      if (!sha256 || !name || !bytes || !(await blobs.has(sha256))) return null;
      return { stream: Readable.toWeb(blobs.stream(sha256)) as ReadableStream, name, bytes };
    },
  };
}
