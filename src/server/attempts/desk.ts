import { z } from 'zod';
import { EDIT_METHOD } from '../../../graders/integrity/edit.ts';
import type { GradeDesk } from '#worker/grading-desk.ts';
import type { Report } from '../../../graders/report/schema.ts';
import type { Catalogue } from '../app.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { attemptById, filesOf } from '../db/attempts.ts';
import type { Job, JobQueue } from '../db/job-queue.ts';
import { notify } from '../db/notices.ts';
import type { Db, Store, Trx } from '../db/open.ts';
import { putEdit } from '../db/edits.ts';
import { itemById, putShadow, regradeById } from '../db/regrades.ts';
import { insertReport, type EvidenceFacts } from '../db/reports.ts';
import { newId } from '../ids.ts';

/** A grade that took longer is told of. */
const LONG_MS = 3 * 60_000;

const resultOf = ({ outcome, score }: Pick<Report, 'outcome' | 'score'>): string =>
  outcome === 'ungradable'
    ? 'it could not be graded, which cost no attempt'
    : `${outcome === 'passed' ? 'passed' : 'not yet'}, ${score} of 100`;

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

    async prepare(job) {
      const shadow = shadowOf(job);
      const attemptId = shadow?.attemptId ?? editOf(job) ?? job.subject;
      const row = await attemptById(store.db, attemptId);
      const exercise = row && catalogue.byId(row.exercise_id);
      if (!exercise) return { missing: 'exercise-gone' };
      if (shadow && !(await isWanted(store.db, shadow, exercise.digest))) return { missing: 'regrade-over' };
      const files = (await filesOf(store.db, [attemptId])).get(attemptId) ?? [];
      const there = await Promise.all(files.map((file) => blobs.has(file.sha256)));
      if (there.includes(false)) return { missing: 'file-missing' };
      // What a disk has spoilt is no learner's fault: it would be graded as something they never sent.
      const sound = await Promise.all(files.map((file) => blobs.intact(file.sha256)));
      if (sound.includes(false)) return { missing: 'file-damaged' };
      const onDisk = files.map(({ name, sha256 }) => ({ name, path: blobs.path(sha256) }));
      return { task: { type: 'grade', files: onDisk, folder: exercise.folder, digest: exercise.digest } };
    },

    async record(job, { report, evidence, edits }) {
      const looked = editOf(job);
      const shadow = shadowOf(job);
      const attemptId = shadow?.attemptId ?? looked ?? job.subject;
      const kept: EvidenceFacts[] = await Promise.all(
        (looked === null ? evidence : []).map(async ({ bytes, ...facts }) => ({
          ...facts,
          ...(await blobs.put(bytes)),
        })),
      );
      return store.transaction(async (trx) => {
        if (!(await queue.complete(trx, job))) return false;
        if (await attemptById(trx, attemptId))
          await putEdit(trx, attemptId, EDIT_METHOD, edits ?? null, now());
        if (looked !== null) return true;
        if (shadow) {
          if (await isWanted(trx, shadow, report.exercise.digest))
            await putShadow(trx, shadow.regradeId, shadow.attemptId, {
              reportId: newId(),
              report,
              evidence: kept,
              at: now(),
            });
          return true;
        }
        await insertReport(trx, {
          id: newId(),
          attemptId: job.subject,
          report,
          createdAt: now(),
          evidence: kept,
        });
        const attempt = await attemptById(trx, job.subject);
        const exercise = attempt && catalogue.byId(attempt.exercise_id);
        // Whoever waits a moment sees it on the page.
        if (attempt && exercise && now() - attempt.received_at > LONG_MS)
          await notify(trx, {
            learnerId: attempt.learner_id,
            code: 'graded',
            params: { exercise: exercise.spec.title, result: resultOf(report) },
            href: `/attempts/${attempt.id}`,
            at: now(),
            dedupeKey: `graded ${attempt.id}`,
          });
        return true;
      });
    },
  };
}

const Look = z.object({ editOf: z.string() });

/** A job that looks at an edit alone, of an attempt graded before edits were kept. */
const editOf = (job: Job): string | null => Look.safeParse(job.payload).data?.editOf ?? null;

const Shadow = z.object({ regradeId: z.string(), attemptId: z.string() });

/** A job of a regrade grades in the shadow: its report is kept apart until the set is applied. */
const shadowOf = (job: Job): z.infer<typeof Shadow> | null => Shadow.safeParse(job.payload).data ?? null;

/** Whether a regrade still waits for this attempt, by the exercise as it stands. */
async function isWanted(
  db: Db | Trx,
  { regradeId, attemptId }: z.infer<typeof Shadow>,
  digest: string,
): Promise<boolean> {
  const [regrade, item] = await Promise.all([regradeById(db, regradeId), itemById(db, regradeId, attemptId)]);
  return regrade?.applied_at === null && regrade.dropped_at === null && item?.exercise_digest === digest;
}
