import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sourceTypeOf } from '#core/portfolio/ai-use.ts';
import { CARD, picturesOf, wantedFile } from '#core/portfolio/pictures.ts';
import type { Piece, Portfolio, ShownPiece } from '#core/portfolio/types.ts';
import { ChildFailure, type GradingChild } from '#worker/child-process.ts';
import type { CopyWish } from '#worker/protocol.ts';
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
  /** Forgets what was drawn of a piece. */
  forget(piece: Pick<Piece, 'id'>): Promise<void>;
}

/** Public copies, drawn in a child process when first asked for and kept below the data folder. */
export function publicCopies(parts: { blobs: BlobStore; child: GradingChild; folder: string }): Copies {
  const { blobs, child, folder } = parts;
  const kept = keptFiles(folder);
  const inTurn = oneAtATime();

  const drawn = (sha256: string, wish: CopyWish): Promise<Uint8Array> =>
    inTurn('', async () => {
      const task = { type: 'copy' as const, file: { path: blobs.path(sha256), name: 'picture' }, copy: wish };
      const result = await child.run(task, WALL_CLOCK_MS);
      if (result.type !== 'copied' || !result.bytes) throw new NotDrawn();
      return result.bytes;
    });

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
        creator: portfolio.name,
        credit: portfolio.name,
        sourceType: sourceTypeOf(piece.aiUse),
      };
      // Another name or another disclosure is another file: what was drawn before says the old ones.
      const words = createHash('sha256')
        .update(JSON.stringify([picture.sha256, wish]))
        .digest('hex');
      try {
        const bytes = await kept(piece.id, `${words.slice(0, 16)}-${file}`, () =>
          drawn(picture.sha256, wish),
        );
        return { bytes, mime: `image/${wish.format}` };
      } catch (error) {
        if (error instanceof NotDrawn || error instanceof ChildFailure) return null;
        throw error;
      }
    },
    forget: ({ id }) => rm(join(folder, id), { recursive: true, force: true }),
  };
}

class NotDrawn extends Error {}
