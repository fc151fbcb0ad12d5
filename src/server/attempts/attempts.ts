import { Readable } from 'node:stream';
import { isFinal } from '#core/attempt-status.ts';
import type { Action } from '#core/permissions.ts';
import type { Attempt, Learner } from '#core/types.ts';
import type { Attempts } from '../app.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { mayOver } from '../cohorts/over-attempts.ts';
import { attemptById, attemptsOf, filesOf } from '../db/attempts.ts';
import { learnerById } from '../db/learners.ts';
import type { Store } from '../db/open.ts';
import type { AttemptRow } from '../db/schema.ts';
import { reportsOf } from '../db/reports.ts';
import type { Changes } from './changes.ts';
import { describeAttempts } from './read.ts';
import type { Submit } from './submit.ts';

/** How often a watched attempt is read again when no hint came: another process may have graded it. */
const WATCH_MS = 1_000;

interface Parts {
  store: Store;
  blobs: BlobStore;
  changes: Changes;
  submit: Submit;
  /** Returns the Set-Cookie value. */
  startSession(learnerId: string): Promise<string>;
}

export function attempts({ store, blobs, changes, submit, startSession }: Parts): Attempts {
  const { db } = store;

  const seenRow = async (row: AttemptRow, viewer: Learner, action: Action = 'attempt.see') =>
    row.learner_id === viewer.id || (await mayOver(db, viewer, action, row)) ? row : null;

  const seen = async (id: string, viewer: Learner, action?: Action) => {
    const row = await attemptById(db, id);
    return row && seenRow(row, viewer, action);
  };

  const get = async (id: string, viewer: Learner): Promise<Attempt | null> => {
    const row = await seen(id, viewer);
    return row && ((await describeAttempts(db, [row]))[0] ?? null);
  };

  return {
    get,

    async submit(learner, exercise, handedIn, address, arrivedAt) {
      const outcome = await submit(learner, exercise, handedIn, address, arrivedAt);
      if (!outcome.ok) return outcome;
      const { attemptId, receipt, duplicate, guest } = outcome.value;
      const row = await attemptById(db, attemptId);
      const [attempt] = row ? await describeAttempts(db, [row]) : [];
      if (!attempt) throw new Error(`Expected attempt ${attemptId} to exist`);
      const cookie = guest && (await startSession(guest.id));
      return { ok: true, value: { attempt, receipt, duplicate, cookie } };
    },

    learnerOf: async (id, viewer) => {
      const row = await seen(id, viewer);
      return row && learnerById(db, row.learner_id);
    },

    ofLearner: async (learner, exerciseId) =>
      describeAttempts(db, await attemptsOf(db, learner.id, exerciseId)),

    async ofLearnerFor(viewer, learner, exerciseId) {
      const rows = await attemptsOf(db, learner.id, exerciseId);
      const visible = await Promise.all(rows.map((row) => seenRow(row, viewer)));
      return describeAttempts(
        db,
        visible.filter((row) => row !== null),
      );
    },

    async *watch(id, viewer, signal) {
      let shown = '';
      while (!signal.aborted) {
        const change = changes.next(id, WATCH_MS, signal);
        const attempt = await get(id, viewer);
        if (!attempt) return;
        const now = JSON.stringify(attempt);
        if (now !== shown) yield attempt;
        if (isFinal(attempt.status)) return;
        shown = now;
        await change;
      }
    },

    async original(id, n, viewer) {
      if (!(await seen(id, viewer, 'attempt.original'))) return null;
      const file = (await filesOf(db, [id])).get(id)?.[n];
      if (!file || !(await blobs.has(file.sha256))) return null;
      const stream = Readable.toWeb(blobs.stream(file.sha256)) as ReadableStream;
      return { stream, name: file.name, bytes: file.bytes };
    },

    async evidence(id, name, viewer) {
      const row = await seen(id, viewer);
      const picture = row && (await reportsOf(db, [id])).get(id)?.evidence.find((one) => one.name === name);
      if (!picture || !(await blobs.has(picture.sha256))) return null;
      return { bytes: await blobs.read(picture.sha256), mime: picture.mime };
    },
  };
}
