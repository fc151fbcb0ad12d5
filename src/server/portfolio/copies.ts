import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sourceTypeOf } from '#core/portfolio/ai-use.ts';
import { CARD, picturesOf, wantedFile, type PiecePicture } from '#core/portfolio/pictures.ts';
import type { Piece, Portfolio, ShownPiece } from '#core/portfolio/types.ts';
import { ChildFailure, type GradingChild } from '#worker/child-process.ts';
import type { CopyWish, CopyWords } from '#worker/protocol.ts';
import { oneAtATime } from '../attempts/one-at-a-time.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { keptFiles } from '../kept-files.ts';

const WALL_CLOCK_MS = 30_000;

export interface Copies {
  /** Null where the piece has no such file, or its picture cannot be decoded. */
  draw(
    portfolio: Portfolio,
    piece: ShownPiece,
    file: string,
  ): Promise<{ bytes: Uint8Array; mime: string } | null>;
  /** A picture of a piece as JPEG, at most so wide, for a PDF. Null where it cannot be decoded. */
  print(portfolio: Portfolio, piece: Piece, picture: PiecePicture, width: number): Promise<Uint8Array | null>;
  /** The same of a picture of ours, such as the one that a piece began as. */
  printOurs(file: { path: string; sha256: string }, width: number): Promise<Uint8Array | null>;
  /** Forgets what was drawn of a piece. */
  forget(piece: Pick<Piece, 'id'>): Promise<void>;
}

/** Public copies, drawn in a child process when first asked for and kept below the data folder. */
export function publicCopies(parts: { blobs: BlobStore; child: GradingChild; folder: string }): Copies {
  const { blobs, child, folder } = parts;
  const kept = keptFiles(folder);
  const inTurn = oneAtATime();

  const drawn = (path: string, wish: CopyWish): Promise<Uint8Array> =>
    inTurn('', async () => {
      const task = { type: 'copy' as const, file: { path, name: 'picture' }, copy: wish };
      const result = await child.run(task, WALL_CLOCK_MS);
      if (result.type !== 'copied' || !result.bytes) throw new NotDrawn();
      return result.bytes;
    });

  const wordsOf = ({ name }: Portfolio, { aiUse }: Piece): CopyWords => ({
    creator: name,
    credit: name,
    sourceType: sourceTypeOf(aiUse),
  });

  const keptCopy = async (
    key: string,
    name: string,
    of: { path: string; sha256: string },
    wish: CopyWish,
  ): Promise<Uint8Array | null> => {
    // Another name or another disclosure is another file: what was drawn before says the old ones.
    const mark = createHash('sha256')
      .update(JSON.stringify([of.sha256, wish]))
      .digest('hex');
    try {
      return await kept(key, `${mark.slice(0, 16)}-${name}`, () => drawn(of.path, wish));
    } catch (error) {
      if (error instanceof NotDrawn || error instanceof ChildFailure) return null;
      throw error;
    }
  };
  const fileOf = ({ sha256 }: { sha256: string }) => ({ path: blobs.path(sha256), sha256 });

  return {
    async draw(portfolio, shown, file) {
      const { piece } = shown;
      const wanted = wantedFile(file, picturesOf(shown));
      if (!wanted) return null;
      const { picture, width, card } = wanted;
      const wish: CopyWish = {
        width,
        ...(card ? { height: CARD.height } : {}),
        format: card ? 'jpeg' : 'webp',
        words: wordsOf(portfolio, piece),
      };
      const bytes = await keptCopy(piece.id, file, fileOf(picture), wish);
      return bytes && { bytes, mime: `image/${wish.format}` };
    },
    print: (portfolio, piece, picture, width) =>
      keptCopy(piece.id, `${picture.n}-print.jpg`, fileOf(picture), {
        width,
        format: 'jpeg',
        words: wordsOf(portfolio, piece),
      }),
    printOurs: (file, width) =>
      keptCopy('ours', `${file.sha256.slice(0, 16)}.jpg`, file, { width, format: 'jpeg', words: null }),
    forget: ({ id }) => rm(join(folder, id), { recursive: true, force: true }),
  };
}

class NotDrawn extends Error {}
