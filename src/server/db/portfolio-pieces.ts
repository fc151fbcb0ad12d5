import { z } from 'zod';
import { AI_USES } from '#core/portfolio/ai-use.ts';
import type { OwnPicture, Piece, PieceWords } from '#core/portfolio/types.ts';
import { forgetUnused, nameBlobs } from './blobs.ts';
import type { Db, Trx } from './open.ts';
import type { PortfolioPieceRow } from './schema-portfolio.ts';

const AiUse = z.enum(AI_USES);
const Own = z.object({
  title: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  width: z.int(),
  height: z.int(),
});

function pieceOf(row: PortfolioPieceRow): Piece {
  const base = {
    id: row.id,
    learnerId: row.learner_id,
    statement: row.statement,
    process: row.process,
    tools: row.tools,
    aiUse: AiUse.parse(row.ai_use),
    aiNote: row.ai_note,
    version: row.version,
    addedAt: row.added_at,
  };
  return row.attempt_id === null
    ? { ...base, kind: 'own', own: Own.parse(row) }
    : { ...base, kind: 'graded', attemptId: row.attempt_id };
}

/** In the order in which they are shown. */
export async function piecesOf(db: Db | Trx, learnerId: string): Promise<Piece[]> {
  const rows = await db
    .selectFrom('portfolio_pieces')
    .selectAll()
    .where('learner_id', '=', learnerId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(pieceOf);
}

export interface NewPiece extends PieceWords {
  id: string;
  learnerId: string;
  attemptId: string | null;
  own: OwnPicture | null;
  addedAt: number;
}

const wordsRow = ({ statement, process, tools, aiUse, aiNote }: PieceWords) => ({
  statement,
  process,
  tools,
  ai_use: aiUse,
  ai_note: aiNote,
});

/** Behind the others. */
export async function insertPiece(trx: Trx, piece: NewPiece): Promise<void> {
  const { id, learnerId, attemptId, own, addedAt } = piece;
  if (own) await nameBlobs(trx, [own], addedAt);
  const last = await trx
    .selectFrom('portfolio_pieces')
    .select(({ fn }) => fn.max('position').as('position'))
    .where('learner_id', '=', learnerId)
    .executeTakeFirst();
  await trx
    .insertInto('portfolio_pieces')
    .values({
      id,
      learner_id: learnerId,
      position: (last?.position ?? 0) + 1,
      attempt_id: attemptId,
      title: own?.title ?? null,
      sha256: own?.sha256 ?? null,
      bytes: own?.bytes ?? null,
      width: own?.width ?? null,
      height: own?.height ?? null,
      ...wordsRow(piece),
      version: 1,
      added_at: addedAt,
    })
    .execute();
}

/** False when it has been changed since it had this version. `title` only counts for an own picture. */
export async function updatePiece(
  trx: Trx,
  id: string,
  words: PieceWords & { title: string | null },
  version: number,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('portfolio_pieces')
    .set({ ...wordsRow(words), title: words.title, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function orderPieces(trx: Trx, ids: readonly string[]): Promise<void> {
  for (const [index, id] of ids.entries())
    await trx
      .updateTable('portfolio_pieces')
      .set({ position: index + 1 })
      .where('id', '=', id)
      .execute();
}

export async function deletePiece(trx: Trx, piece: Piece): Promise<void> {
  await trx.deleteFrom('portfolio_pieces').where('id', '=', piece.id).execute();
  if (piece.kind === 'own') await forgetUnused(trx, [piece.own.sha256]);
}

/** Graded pieces with this file, of portfolios that are public or, where its handle is given, unlisted. */
export const piecesWithFile = (db: Db, sha256: string, handle: string | null) =>
  db
    .selectFrom('portfolio_pieces')
    .innerJoin('portfolios', 'portfolios.learner_id', 'portfolio_pieces.learner_id')
    .innerJoin('attempts', 'attempts.id', 'portfolio_pieces.attempt_id')
    .select([
      'portfolio_pieces.id',
      'portfolios.handle',
      'portfolios.name',
      'attempts.id as attemptId',
      'attempts.exercise_id as exerciseId',
      'attempts.exercise_slug as exerciseSlug',
      'attempts.received_at as receivedAt',
    ])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('attempt_files')
          .select('attempt_files.sha256')
          .whereRef('attempt_files.attempt_id', '=', 'attempts.id')
          .where('attempt_files.sha256', '=', sha256),
      ),
    )
    .where(({ eb, or, and }) =>
      or([
        eb('portfolios.visibility', '=', 'public'),
        and([eb('portfolios.visibility', '=', 'unlisted'), eb('portfolios.handle', '=', handle)]),
      ]),
    )
    .orderBy('portfolios.handle')
    .orderBy('portfolio_pieces.id')
    .execute();
