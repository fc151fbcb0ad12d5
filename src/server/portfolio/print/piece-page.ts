import { content } from '../../print/pdf.ts';
import type { Style } from '../../print/setter.ts';
import type { BookPiece } from './book.ts';
import { flow, heightOf, type Item } from './flow.ts';
import { contained, extent, gridOf, PAGE, type Box } from './layout.ts';
import { drawProof, proofHeight } from './proof.ts';
import { figure, newPage, rule, STYLES, type Sheet } from './sheet.ts';
import { briefItems, factItems, toldItems } from './words.ts';

const GUTTER = 20;
/** Room of the work on the page; it is as high as the words below leave it, within these heights. */
const WORK = { x: PAGE.left, y: PAGE.top, width: 548 };
const HEIGHT = { least: 300, most: 400 };
/** Room under a picture for what it is called. */
const CAPTION = 13;
/** The words below the work: what was asked, what was done, how it was judged. */
const ASKED = { x: PAGE.left, width: 226 };
const TOLD = { x: 292, width: 288 };
const JUDGED = { x: 606, width: PAGE.right - 606 };

/** One piece on its page, and on more where its words are long. `n` counts from 1. */
export function drawPiece(sheet: Sheet, book: { name: string }, of: BookPiece, n: number, all: number): void {
  const head = () => newPage(sheet, book.name, `${n} of ${all}`);
  head();
  sheet.pdf.outline.addItem(of.piece.title);
  const [only] = of.plates;
  const tall = of.plates.length === 1 && only !== undefined && only.height > only.width * 1.02;
  const rest = tall ? tallPage(sheet, of) : widePage(sheet, of);
  continued(sheet, rest, head);
}

/** The work above, words in three columns below. Returns what did not fit. */
function widePage(sheet: Sheet, of: BookPiece): Item[] {
  const { set, pdf, section } = sheet;
  const { piece, before, plates } = of;
  const title = set.block(piece.title, STYLES.title, ASKED.width);
  const brief = briefItems(set, piece, ASKED.width);
  const told = toldItems(set, piece, TOLD.width);
  const facts = factItems(set, piece, JUDGED.width);
  const words = Math.max(title.height + 4 + heightOf(brief), heightOf(told), heightOf(facts));
  const free = PAGE.bottom - PAGE.top - CAPTION - 18 - words;
  const work: Box = { ...WORK, height: Math.max(HEIGHT.least, Math.min(free, HEIGHT.most)) };
  const boxes = gridOf(plates, work, CAPTION);
  const quote = piece.text === null ? null : quoteOf(sheet, piece.text, work);
  const right = quote || boxes.length === 0 ? work.x + work.width : extent(boxes).right;
  const aside: Box = { ...work, x: right + GUTTER, width: Math.min(PAGE.right - right - GUTTER, 280) };
  const proof = piece.verified ? proofHeight(piece.verified) : 0;
  const below = quote ? quote.bottom : boxes.length > 0 ? extent(boxes).bottom + CAPTION : work.y;
  const y = Math.max(below, Math.min(work.y + proof, work.y + work.height)) + 14;

  // Read aloud in the order of the calls: what it is, then the work, then the words.
  content(pdf, section, 'H2', () => set.draw(title, ASKED.x - 1, y));
  const asked = flow(sheet, brief, ASKED.x, y + title.height + 4, PAGE.bottom);
  plates.forEach((plate, i) => framed(sheet, plate, boxes[i]!, captionOf(of, i)));
  const top = before
    ? drawBefore(sheet, before, { ...aside, height: Math.max(90, y - 14 - work.y - proof - CAPTION - 14) })
    : work.y;
  if (piece.verified)
    drawProof(sheet, piece.verified, { ...aside, y: top, height: Math.max(y - 14 - top, 60) });
  const said = flow(sheet, told, TOLD.x, y + 3, PAGE.bottom);
  const judged = flow(sheet, facts, JUDGED.x, y + 3, PAGE.bottom);
  const under = said.rest.length > 0 ? judged : flow(sheet, judged.rest, TOLD.x, said.end + 10, PAGE.bottom);
  return [...asked.rest, ...(quote?.rest ?? []), ...said.rest, ...under.rest];
}

/** An upright picture as high as the page, words beside it in two columns. */
function tallPage(sheet: Sheet, of: BookPiece): Item[] {
  const { set, pdf, section } = sheet;
  const { piece, before } = of;
  const [plate] = of.plates;
  if (!plate) return [];
  const room = { ...WORK, width: 372, height: PAGE.bottom - WORK.y - CAPTION };
  const box = contained(plate, room);
  const x = box.x + box.width + 28;
  const column = (PAGE.right - x - GUTTER) / 2;
  const second = x + column + GUTTER;
  const title = set.block(piece.title, STYLES.title, PAGE.right - x);
  content(pdf, section, 'H2', () => set.draw(title, x - 1, WORK.y - 4));
  framed(sheet, plate, box, captionOf(of, 0));
  const under = WORK.y + title.height + 8;
  const words = [
    ...briefItems(set, piece, column),
    ...toldItems(set, piece, column),
    ...factItems(set, piece, column),
  ];
  const first = flow(sheet, words, x, under, PAGE.bottom);
  let y = under;
  if (before) y = drawBefore(sheet, before, { x: second, y, width: column, height: 190 });
  if (piece.verified) {
    const height = proofHeight(piece.verified);
    drawProof(sheet, piece.verified, { x: second, y, width: column, height });
    y += height + 10;
  }
  return flow(sheet, first.rest, second, y, PAGE.bottom).rest;
}

/** What found no place, on pages of its own in two columns. */
function continued(sheet: Sheet, items: readonly Item[], head: () => void): void {
  let left = [...items];
  while (left.length > 0) {
    const before = left.length;
    head();
    rule(sheet, PAGE.left, PAGE.top - 10, PAGE.width);
    for (const x of [PAGE.left, 430]) left = flow(sheet, left, x, PAGE.top, PAGE.bottom).rest;
    // A page takes more than any one paragraph has; this ends in any case.
    if (left.length === before) return;
  }
}

const captionOf = ({ plates, before }: BookPiece, i: number): string =>
  plates[i]?.caption ?? (before ? 'Finished' : '');

function framed(sheet: Sheet, plate: BookPiece['plates'][number], box: Box, caption: string): void {
  figure(sheet, plate, box);
  if (caption === '') return;
  const { pdf, set, section } = sheet;
  content(pdf, section, 'Caption', () =>
    set.drawLine(caption, STYLES.label, box.x, box.y + box.height + 3, { fit: box.width }),
  );
}

/** Returns where the next thing may stand. */
function drawBefore(sheet: Sheet, before: NonNullable<BookPiece['before']>, inside: Box): number {
  const box = contained(before, { ...inside, height: Math.min(inside.height, 190) });
  framed(sheet, before, box, 'Before');
  return box.y + box.height + CAPTION + 14;
}

/** A text that was handed in, as large as it may be, between two lines. */
function quoteOf(sheet: Sheet, text: string, work: Box): { bottom: number; rest: Item[] } {
  const { set } = sheet;
  const sizes = [16, 14.5, 13, 11.5, 10, 9];
  const blocks = sizes.map((size) => {
    const style: Style = { role: 'serif', size, leading: 1.42 };
    return set.block(text, style, work.width);
  });
  const block = blocks.find(({ height }) => height <= work.height - 24) ?? blocks.at(-1)!;
  rule(sheet, work.x, work.y, work.width);
  const { rest } = flow(
    sheet,
    [{ tag: 'P', block, above: 0 }],
    work.x,
    work.y + 12,
    work.y + work.height - 8,
  );
  const bottom = Math.min(work.y + 12 + block.height + 8, work.y + work.height);
  rule(sheet, work.x, bottom, work.width);
  return { bottom, rest };
}
