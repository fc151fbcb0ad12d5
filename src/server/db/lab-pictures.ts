import type { Selectable } from 'kysely';
import { nameBlobs } from './blobs.ts';
import type { Db, Trx } from './open.ts';
import type { LabPictureRow } from './schema.ts';

type Row = Selectable<LabPictureRow>;

/** In their order, by run. */
export async function picturesOfRuns(db: Db | Trx, runIds: readonly string[]): Promise<Map<string, Row[]>> {
  const pictures = new Map<string, Row[]>(runIds.map((id) => [id, []]));
  if (runIds.length === 0) return pictures;
  const rows = await db
    .selectFrom('lab_pictures')
    .selectAll()
    .where('run_id', 'in', runIds)
    .orderBy('run_id')
    .orderBy('position')
    .execute();
  for (const row of rows) pictures.get(row.run_id)?.push(row);
  return pictures;
}

/** The picture when it is stored and this learner's, else null. */
export async function storedPicture(
  db: Db | Trx,
  learnerId: string,
  runId: string,
  position: number,
): Promise<{ row: Row; exerciseId: string } | null> {
  const row = await db
    .selectFrom('lab_pictures')
    .innerJoin('lab_runs', 'lab_runs.id', 'lab_pictures.run_id')
    .selectAll('lab_pictures')
    .select('lab_runs.exercise_id')
    .where('lab_runs.learner_id', '=', learnerId)
    .where('run_id', '=', runId)
    .where('position', '=', position)
    .where('stored_at', 'is not', null)
    .executeTakeFirst();
  return row ? { row, exerciseId: row.exercise_id } : null;
}

interface Place {
  runId: string;
  position: number;
}

const unsettled = (db: Db | Trx, { runId, position }: Place) =>
  db
    .updateTable('lab_pictures')
    .where('run_id', '=', runId)
    .where('position', '=', position)
    .where('stored_at', 'is', null)
    .where('lost_at', 'is', null);

/** Before the request leaves; `null`: it did not leave, or was turned down. */
export async function setSent(db: Db | Trx, place: Place, at: number | null): Promise<void> {
  await unsettled(db, place).set({ sent_at: at, ticket: null }).execute();
}

export async function setTicket(db: Db | Trx, place: Place, ticket: string): Promise<void> {
  await unsettled(db, place).set({ ticket }).execute();
}

/** Sent for, and whatever came of it, it did not arrive. */
export async function setLost(db: Db | Trx, place: Place, at: number): Promise<void> {
  await unsettled(db, place).set({ lost_at: at }).where('sent_at', 'is not', null).execute();
}

/** Every picture of the run that was sent for and did not arrive. */
export async function loseSent(trx: Trx, runId: string, at: number): Promise<void> {
  await trx
    .updateTable('lab_pictures')
    .set({ lost_at: at })
    .where('run_id', '=', runId)
    .where('sent_at', 'is not', null)
    .where('stored_at', 'is', null)
    .where('lost_at', 'is', null)
    .execute();
}

export interface StoredPicture {
  settings: string;
  name: string;
  sha256: string;
  bytes: number;
  width: number;
  height: number;
  shown: { sha256: string; bytes: number };
  written: boolean;
}

export async function storePicture(
  trx: Trx,
  place: Place,
  { shown, written, ...picture }: StoredPicture,
  at: number,
): Promise<void> {
  await nameBlobs(trx, [picture, shown], at);
  await unsettled(trx, place)
    .set({ ...picture, shown_sha256: shown.sha256, written: written ? 1 : 0, stored_at: at })
    .execute();
}
