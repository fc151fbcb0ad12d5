import { z } from 'zod';
import { stateOfPicture, stateOfRun, type LabPicture, type LabRun, type LabSettings } from '#core/lab.ts';
import { jobsOf, positionOf } from '../db/attempt-jobs.ts';
import { picturesOfRuns } from '../db/lab-pictures.ts';
import type { Db } from '../db/open.ts';
import type { LabPictureRow, LabRunRow } from '../db/schema.ts';

const Settings: z.ZodType<LabSettings> = z.strictObject({
  prompt: z.string(),
  negativePrompt: z.string().nullable(),
  seed: z.string().nullable(),
  steps: z.number().nullable(),
  guidance: z.number().nullable(),
  sampler: z.string().nullable(),
  width: z.number(),
  height: z.number(),
});
const Problem = z.strictObject({ code: z.string(), said: z.string() });

export const settingsOf = (row: Pick<LabPictureRow, 'settings'>): LabSettings =>
  Settings.parse(JSON.parse(row.settings));

type PictureRow = Omit<LabPictureRow, 'written'> & { written: number };

function pictureOf(row: PictureRow, ended: boolean): LabPicture {
  const { name, sha256, bytes, width, height } = row;
  const whole = name !== null && sha256 !== null && bytes !== null && width !== null && height !== null;
  return {
    position: row.position,
    settings: settingsOf(row),
    state: stateOfPicture({ sentAt: row.sent_at, storedAt: row.stored_at, lostAt: row.lost_at }, ended),
    file: whole ? { name, sha256, bytes, width, height } : null,
    written: row.written === 1,
  };
}

/** Runs as shown: state, place in the queue and progress derived from what stands in the rows. */
export async function describeRuns(db: Db, rows: readonly LabRunRow[]): Promise<LabRun[]> {
  const ids = rows.map(({ id }) => id);
  const [jobs, pictures] = await Promise.all([jobsOf(db, ids), picturesOfRuns(db, ids)]);
  return Promise.all(
    rows.map(async (row) => {
      const job = jobs.get(row.id);
      const state = stateOfRun({
        doneAt: row.done_at,
        failedAt: row.failed_at,
        cancelledAt: row.cancelled_at,
        leased: job?.leased ?? false,
      });
      const endedAt = row.done_at ?? row.failed_at ?? row.cancelled_at;
      const share = state === 'running' && job?.phase ? Number(job.phase) : null;
      return {
        id: row.id,
        learnerId: row.learner_id,
        exerciseId: row.exercise_id,
        state,
        stopping: row.cancel_asked_at !== null && endedAt === null,
        askedAt: row.asked_at,
        endedAt,
        position: state === 'waiting' ? await positionOf(db, row.id) : null,
        share,
        pictures: (pictures.get(row.id) ?? []).map((picture) => pictureOf(picture, endedAt !== null)),
        problem: row.problem === null ? null : Problem.parse(JSON.parse(row.problem)),
      };
    }),
  );
}
