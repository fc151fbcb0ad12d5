import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { picturesOf } from '#core/portfolio/pictures.ts';
import { folioPiece, sameFrame, type FolioPiece } from '#core/view/portfolio.ts';
import { day } from '#core/view/words.ts';
import type { Portfolio, ShownPiece } from '#core/portfolio/types.ts';
import type { Exercise } from '../../../graders/types.ts';
import type { Catalogue, Pictures } from '../app.ts';
import { oneAtATime } from '../attempts/one-at-a-time.ts';
import { fonts } from '../print/fonts.ts';
import type { Published } from './app.ts';
import type { Copies } from './copies.ts';
import type { BookPiece, Plate } from './print/book.ts';
import { drawBook } from './print/draw.ts';

/** Widths in pixels for 200 to the inch where they stand: one picture alone, several together, the one before. */
const WIDTHS = { one: 1520, several: 1000, before: 800 };

const DAY_MS = 86_400_000;
/** In memory alone, so that nothing of a piece that was taken out stays on disk. */
const MOST_KEPT = 8;

export interface Certified {
  id: string;
  title: string;
  issuedAt: number;
}

/** Makes the PDF of a portfolio out of its public copies, and of nothing that its page does not show. */
export function portfolioPdf(parts: {
  catalogue: Catalogue;
  describe: Pictures['describe'];
  copies: Copies;
  school: { name: string; url: string };
  now: () => number;
}) {
  const { catalogue, describe, copies, school, now } = parts;

  const platesOf = async (portfolio: Portfolio, shown: ShownPiece, piece: FolioPiece): Promise<Plate[]> => {
    const pictures = picturesOf(shown);
    const plates: Plate[] = [];
    for (const [index, picture] of pictures.entries()) {
      const wide = pictures.length > 1 ? WIDTHS.several : WIDTHS.one;
      const width = Math.min(wide, picture.width);
      const bytes = await copies.print(portfolio, shown.piece, picture, width);
      const { alt, caption } = piece.pictures[index]!;
      if (bytes) plates.push({ bytes, width: picture.width, height: picture.height, alt, caption });
    }
    return plates;
  };

  const beforeOf = async (exercise: Exercise, piece: FolioPiece, plates: readonly Plate[]) => {
    const [after] = plates;
    const facts = piece.beforeRef === null ? null : await describe(piece.beforeRef);
    if (!facts || !after || plates.length > 1 || !sameFrame(facts, after)) return null;
    const { folder, start } = exercise;
    const bytes = await copies.printOurs(
      { path: join(folder, start.path), sha256: start.sha256 },
      Math.min(WIDTHS.before, facts.width),
    );
    const { width, height } = facts;
    return bytes && { bytes, width, height, alt: `Before: ${after.alt}`, caption: null };
  };

  const drawn = async (
    { portfolio, pieces }: Published,
    told: readonly FolioPiece[],
    certificates: readonly Certified[],
    at: number,
  ): Promise<Uint8Array> => {
    const printed: BookPiece[] = [];
    for (const [index, shown] of pieces.entries()) {
      const piece = told[index]!;
      const exercise = shown.attempt && catalogue.byId(shown.attempt.exerciseId);
      const plates = await platesOf(portfolio, shown, piece);
      printed.push({ piece, plates, before: exercise && (await beforeOf(exercise, piece, plates)) });
    }
    return drawBook(await fonts(), {
      portfolio,
      school: school.name,
      url: `${school.url}/p/${portfolio.handle ?? ''}`,
      at,
      certificates: certificates.map(({ id, title, issuedAt }) => ({
        title,
        issued: day(issuedAt),
        url: `${school.url}/credentials/${id}`,
      })),
      pieces: printed,
    });
  };

  const kept = new Map<string, { mark: string; pdf: Promise<Uint8Array> }>();
  const inTurn = oneAtATime();

  /** Drawn once for what the page says on a day, one portfolio after the other: anybody may ask. */
  return (page: Published, certificates: readonly Certified[]): Promise<Uint8Array> => {
    const { portfolio, pieces } = page;
    const at = Math.floor(now() / DAY_MS) * DAY_MS;
    const told = pieces.map((shown) =>
      folioPiece(portfolio.handle ?? '', shown, shown.attempt && catalogue.byId(shown.attempt.exerciseId)),
    );
    const mark = createHash('sha256')
      .update(JSON.stringify([at, portfolio, told, pieces.map(picturesOf), certificates]))
      .digest('hex');
    const known = kept.get(portfolio.learnerId);
    if (known?.mark === mark) return known.pdf;
    const pdf = inTurn('', () => drawn(page, told, certificates, at));
    kept.delete(portfolio.learnerId);
    kept.set(portfolio.learnerId, { mark, pdf });
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    pdf.catch(() => kept.delete(portfolio.learnerId));
    return pdf;
  };
}
