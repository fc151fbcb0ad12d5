import type { GradeDesk } from '#worker/grading-desk.ts';
import type { Catalogue } from '../app.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { attemptById, filesOf } from '../db/attempts.ts';
import type { JobQueue } from '../db/job-queue.ts';
import type { Store } from '../db/open.ts';
import { insertReport, type EvidenceFacts } from '../db/reports.ts';
import { newId } from '../ids.ts';

interface Parts {
  store: Store;
  blobs: BlobStore;
  queue: JobQueue;
  catalogue: Catalogue;
  changed(attemptId: string): void;
  log: GradeDesk['log'];
  now(): number;
}

/** What the workers grade for: attempts, exercises and reports of this platform. */
export function gradeDesk({ store, blobs, queue, catalogue, changed, log, now }: Parts): GradeDesk {
  return {
    queue,
    changed,
    log,

    async prepare(attemptId) {
      const row = await attemptById(store.db, attemptId);
      const exercise = row && catalogue.byId(row.exercise_id);
      if (!exercise) return { missing: 'exercise-gone' };
      const files = (await filesOf(store.db, [attemptId])).get(attemptId) ?? [];
      const there = await Promise.all(files.map((file) => blobs.has(file.sha256)));
      if (there.includes(false)) return { missing: 'file-missing' };
      const onDisk = files.map(({ name, sha256 }) => ({ name, path: blobs.path(sha256) }));
      return { task: { type: 'grade', files: onDisk, folder: exercise.folder, digest: exercise.digest } };
    },

    async record(job, { report, evidence }) {
      const kept: EvidenceFacts[] = await Promise.all(
        evidence.map(async ({ bytes, ...facts }) => ({ ...facts, ...(await blobs.put(bytes)) })),
      );
      return store.transaction(async (trx) => {
        if (!(await queue.complete(trx, job))) return false;
        await insertReport(trx, {
          id: newId(),
          attemptId: job.subject,
          report,
          createdAt: now(),
          evidence: kept,
        });
        return true;
      });
    },
  };
}
