import type { Piece } from '../credentials/document.ts';
import type { Db, Trx } from './open.ts';
import type { CertificateRow } from './schema.ts';

export interface NewCertificate {
  id: string;
  learnerId: string;
  rule: string;
  document: string;
  key: string;
  status: { list: number; index: number };
  issuedAt: number;
  expiresAt: number | null;
  nameShown: boolean;
  picturesShown: boolean;
  pieces: readonly Piece[];
}

/** A piece as it stood when the certificate was issued. The attempt is gone with its learner's account. */
export interface KeptPiece {
  position: number;
  attemptId: string | null;
  exerciseId: string;
  title: string;
  score: number;
  graderVersion: string;
  receivedAt: number;
  sha256: string[];
}

/** False when the learner holds such a certificate already, or the place in the status list is taken. */
export async function insertCertificate(trx: Trx, added: NewCertificate): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('certificates')
    .values({
      id: added.id,
      learner_id: added.learnerId,
      rule: added.rule,
      document: added.document,
      key: added.key,
      status_list: added.status.list,
      status_index: added.status.index,
      issued_at: added.issuedAt,
      expires_at: added.expiresAt,
      name_shown: added.nameShown ? 1 : 0,
      pictures_shown: added.picturesShown ? 1 : 0,
      revoked_at: null,
      revoked_by: null,
      revoked_reason: null,
      replaced_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  for (const [position, piece] of added.pieces.entries()) {
    await trx
      .insertInto('certificate_pieces')
      .values({
        certificate_id: added.id,
        position,
        attempt_id: piece.attemptId,
        exercise_id: piece.exerciseId,
        title: piece.title,
        score: piece.score,
        grader_version: piece.graderVersion,
        received_at: piece.receivedAt,
      })
      .execute();
    const files = piece.sha256.map((sha256, place) => ({
      certificate_id: added.id,
      piece: position,
      position: place,
      sha256,
    }));
    await trx.insertInto('certificate_files').values(files).execute();
  }
  return true;
}

export async function certificateById(db: Db | Trx, id: string): Promise<CertificateRow | null> {
  return (await db.selectFrom('certificates').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The certificate of this kind that the learner holds; null when there is none. */
export async function liveCertificate(
  db: Db | Trx,
  learnerId: string,
  rule: string,
): Promise<CertificateRow | null> {
  const row = await db
    .selectFrom('certificates')
    .selectAll()
    .where('learner_id', '=', learnerId)
    .where('rule', '=', rule)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** Newest first. */
export async function certificatesOf(db: Db | Trx, learnerId: string): Promise<CertificateRow[]> {
  return db
    .selectFrom('certificates')
    .selectAll()
    .where('learner_id', '=', learnerId)
    .orderBy('issued_at', 'desc')
    .orderBy('id')
    .execute();
}

export async function piecesOf(db: Db | Trx, certificateId: string): Promise<KeptPiece[]> {
  const [pieces, files] = [
    await db
      .selectFrom('certificate_pieces')
      .selectAll()
      .where('certificate_id', '=', certificateId)
      .orderBy('position')
      .execute(),
    await db
      .selectFrom('certificate_files')
      .selectAll()
      .where('certificate_id', '=', certificateId)
      .orderBy('piece')
      .orderBy('position')
      .execute(),
  ];
  return pieces.map((row) => ({
    position: row.position,
    attemptId: row.attempt_id,
    exerciseId: row.exercise_id,
    title: row.title,
    score: row.score,
    graderVersion: row.grader_version,
    receivedAt: row.received_at,
    sha256: files.filter(({ piece }) => piece === row.position).map(({ sha256 }) => sha256),
  }));
}

/** The list that has room, and its places that are taken. */
export async function takenPlaces(db: Db | Trx, most: number): Promise<{ list: number; taken: Set<number> }> {
  const newest = await db
    .selectFrom('certificates')
    .select('status_list')
    .orderBy('status_list', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  const list = newest?.status_list ?? 1;
  const rows = await db
    .selectFrom('certificates')
    .select('status_index')
    .where('status_list', '=', list)
    .execute();
  if (rows.length >= most) return { list: list + 1, taken: new Set() };
  return { list, taken: new Set(rows.map((row) => row.status_index)) };
}

/** Places of a list whose certificates no longer hold; null when there is no such list. */
export async function revokedPlaces(db: Db, list: number): Promise<number[] | null> {
  const rows = await db
    .selectFrom('certificates')
    .select(['status_index', 'revoked_at', 'learner_id'])
    .where('status_list', '=', list)
    .orderBy('status_index')
    .orderBy('id')
    .execute();
  if (rows.length === 0) return null;
  return rows
    .filter((row) => row.revoked_at !== null || row.learner_id === null)
    .map((row) => row.status_index);
}

/** False when it was revoked before. */
export async function revokeCertificate(
  trx: Trx,
  id: string,
  { by, reason, at }: { by: string; reason: string; at: number },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('certificates')
    .set({ revoked_at: at, revoked_by: by, revoked_reason: reason })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function replaceCertificate(trx: Trx, id: string, by: string): Promise<void> {
  await trx.updateTable('certificates').set({ replaced_by: by }).where('id', '=', id).execute();
}

export async function showPictures(trx: Trx, id: string, shown: boolean): Promise<void> {
  await trx
    .updateTable('certificates')
    .set({ pictures_shown: shown ? 1 : 0 })
    .where('id', '=', id)
    .execute();
}

/** Certificates of everybody, newest first, with their holders. */
export async function allCertificates(db: Db, limit: number, offset: number) {
  const rows = await db
    .selectFrom('certificates')
    .leftJoin('learners', 'learners.id', 'certificates.learner_id')
    .select([
      'certificates.id',
      'certificates.rule',
      'certificates.issued_at',
      'certificates.revoked_at',
      'certificates.revoked_reason',
      'certificates.replaced_by',
      'learners.name',
      'learners.email',
    ])
    .orderBy('certificates.issued_at', 'desc')
    .orderBy('certificates.id')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows;
}

/** Certificates that hold and in whose evidence a file with this digest stands. */
export async function certificatesWithFile(
  db: Db,
  sha256: string,
  now: number,
): Promise<{ certificateId: string; rule: string; title: string; score: number; receivedAt: number }[]> {
  const rows = await db
    .selectFrom('certificate_files')
    .innerJoin('certificates', 'certificates.id', 'certificate_files.certificate_id')
    .innerJoin('certificate_pieces', (join) =>
      join
        .onRef('certificate_pieces.certificate_id', '=', 'certificate_files.certificate_id')
        .onRef('certificate_pieces.position', '=', 'certificate_files.piece'),
    )
    .select([
      'certificates.id',
      'certificates.rule',
      'certificate_pieces.title',
      'certificate_pieces.score',
      'certificate_pieces.received_at',
    ])
    .where('certificate_files.sha256', '=', sha256)
    .where('certificates.revoked_at', 'is', null)
    .where('certificates.learner_id', 'is not', null)
    .where(({ eb, or }) =>
      or([eb('certificates.expires_at', 'is', null), eb('certificates.expires_at', '>', now)]),
    )
    .orderBy('certificates.issued_at')
    .orderBy('certificates.id')
    .execute();
  return rows.map((row) => ({
    certificateId: row.id,
    rule: row.rule,
    title: row.title,
    score: row.score,
    receivedAt: row.received_at,
  }));
}
