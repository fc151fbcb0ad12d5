import { day } from '#core/view/words.ts';
import type { Fonts } from '../../print/fonts.ts';
import { group, pdfOf } from '../../print/pdf.ts';
import { setter } from '../../print/setter.ts';
import type { Book, Plate } from './book.ts';
import { drawCover } from './cover.ts';
import { drawPiece } from './piece-page.ts';
import type { Sheet } from './sheet.ts';

/** A portfolio as a tagged PDF: a cover, then a page for each piece. */
export function drawBook(fonts: Fonts, given: Book): Promise<Uint8Array> {
  const book = { ...given, portfolio: { ...given.portfolio, name: nameIn(fonts, given.portfolio) } };
  const { name, headline } = given.portfolio;
  const info = {
    title: `${name}: portfolio`,
    author: name,
    subject: headline === '' ? `Selected work by ${name}` : headline,
    at: book.at,
  };
  return pdfOf(fonts, info, (pdf, root) => {
    const opened = new Map<Plate, object>();
    const image = (plate: Plate): object => {
      const known = opened.get(plate) ?? openImage(pdf, plate);
      opened.set(plate, known);
      return known;
    };
    const sheet = (section: Sheet['section']): Sheet => ({ pdf, set: setter(pdf, fonts), section, image });
    group(pdf, root, 'Sect', (section) => drawCover(sheet(section), book, noteOf(fonts, book)));
    book.pieces.forEach((piece, index) =>
      group(pdf, root, 'Sect', (section) =>
        drawPiece(sheet(section), book.portfolio, piece, index + 1, book.pieces.length),
      ),
    );
  });
}

/** The types do not know of it. */
const openImage = (pdf: object, { bytes }: Plate): object =>
  (pdf as { openImage(source: Buffer): object }).openImage(Buffer.from(bytes));

/** A name whose letters are not there would stand as boxes: then the last part of the address stands for it. */
const nameIn = (fonts: Fonts, { name, handle }: Book['portfolio']): string =>
  fonts.runs('serif', name).missing.length > 0 ? (handle ?? name) : name;

function noteOf(fonts: Fonts, { portfolio, pieces, school, at }: Book): string {
  const graded = pieces.some(({ piece }) => piece.verified);
  const words = [
    portfolio.name,
    portfolio.headline,
    portfolio.introduction,
    ...pieces.flatMap(({ piece }) => [
      piece.title,
      piece.text ?? '',
      ...piece.statement,
      ...piece.process,
      piece.tools,
      piece.disclosure,
    ]),
  ].join(' ');
  return [
    graded
      ? `Graded pieces were measured against their briefs by ${school}; scores, criteria and digests are those of its reports on ${day(at)}. The page says how they stand today.`
      : `As it stood on ${day(at)}.`,
    ...(fonts.runs('sans', words).missing.length > 0
      ? [
          'Some letters are in a script that this file has no typeface for, and stand as boxes or not at all; the page has them.',
        ]
      : []),
  ].join(' ');
}
