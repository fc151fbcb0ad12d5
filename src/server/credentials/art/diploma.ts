import PDFDocument from 'pdfkit';
import encodeQR from 'qr';
import type { CredentialPage } from '../app.ts';
import { halvesOf } from '#core/certificates/title.ts';
import { FACES, type Face, type Fonts, type NameRun } from './fonts.ts';

const A4 = { width: 841.89, height: 595.28 };
const EDGE = 30;
/** Left edge of the text, and where it ends. */
const TEXT = { x: 268, right: A4.width - 62 };
const INK = '#171717';
const SOFT = '#4f4f4f';
const LINE = '#b5b5b5';
const MOST_PIECES = 36;
/** The sans is cut for screens: in small sizes on paper its words stand too near. */
const WORD_SPACE = 0.6;

type Pdf = InstanceType<typeof PDFDocument>;

export interface Diploma extends Pick<
  CredentialPage,
  'id' | 'title' | 'narrative' | 'pieces' | 'url' | 'school'
> {
  /** The holder's name in pieces, each in the face that has its letters; null where it is not shown. */
  holder: NameRun[] | null;
  issued: string;
  expires: string | null;
  issuedAt: number;
  badge: Uint8Array;
}

/** A certificate for print: A4 across, hairlines, our own typefaces embedded. */
export async function diploma(fonts: Fonts, facts: Diploma): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: [A4.width, A4.height],
    margin: 0,
    lang: 'en-GB',
    displayTitle: true,
    info: {
      Title: `${facts.title} · ${facts.school}`,
      Author: facts.school,
      Subject: `Certificate ${facts.id}`,
      CreationDate: new Date(facts.issuedAt),
    },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => pdf.once('end', resolve));
  for (const face of Object.keys(FACES) as Face[]) pdf.registerFont(face, fonts.bytes(face));
  frame(pdf);
  margin(pdf, facts);
  const below = words(pdf, facts);
  pieces(pdf, facts, below);
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

function frame(pdf: Pdf): void {
  pdf.lineWidth(0.5).strokeColor(INK);
  pdf.rect(EDGE, EDGE, A4.width - 2 * EDGE, A4.height - 2 * EDGE).stroke();
  pdf.lineWidth(0.25).strokeColor(LINE);
  pdf.rect(EDGE + 4, EDGE + 4, A4.width - 2 * EDGE - 8, A4.height - 2 * EDGE - 8).stroke();
  pdf
    .moveTo(TEXT.x - 30, EDGE + 34)
    .lineTo(TEXT.x - 30, A4.height - EDGE - 34)
    .stroke();
}

/** The badge, and below it how to verify. */
function margin(pdf: Pdf, { badge, url, issued, expires, school, id }: Diploma): void {
  const x = 62;
  pdf.image(Buffer.from(badge), x, EDGE + 34, { width: 146 });
  qr(pdf, url, x, 372, 84);
  label(pdf, 'Verify', x, 465);
  pdf.font('sans').fontSize(7.5).fillColor(SOFT);
  pdf.text(url.replace(/^https?:\/\//, '').replace('/credentials/', '/credentials/\u200b'), x, 476, {
    width: 150,
    lineGap: 1.5,
    link: url,
  });
  let y = 238;
  const facts = [
    ['Issued', issued],
    ...(expires === null ? [] : [['Holds until', expires]]),
    ['By', school],
    ['Number', id.slice(0, 8)],
  ];
  for (const [name, value] of facts) {
    label(pdf, name!, x, y);
    pdf
      .font('sans')
      .fontSize(9)
      .fillColor(INK)
      .text(value!, x, y + 10, { width: 150, lineBreak: false });
    y += 29;
  }
}

/** Title, name and what was shown. Returns where the pieces may begin. */
function words(pdf: Pdf, { title, holder, narrative, school }: Diploma): number {
  const width = TEXT.right - TEXT.x;
  const [name, level] = halvesOf(title);
  pdf.font('medium').fontSize(8).fillColor(SOFT);
  pdf.text(school.toUpperCase(), TEXT.x, EDGE + 38, { characterSpacing: 1.4, lineBreak: false });
  fitted(pdf, 'serif', name, TEXT.x - 2, EDGE + 58, 50, width);
  if (level !== '') fitted(pdf, 'italic', level, TEXT.x - 1, EDGE + 112, 27, width);
  let y = EDGE + (level === '' ? 126 : 162);
  if (holder) {
    label(pdf, 'Awarded to', TEXT.x, y);
    fittedRuns(pdf, holder, TEXT.x - 1, y + 15, 32, width);
    y += 64;
  }
  pdf.font('sans').fontSize(9.5).fillColor(INK);
  pdf.text(narrative, TEXT.x, y, { width: Math.min(width, 430), lineGap: 2.6, wordSpacing: WORD_SPACE });
  return pdf.y + 16;
}

/** The pieces with their scores, in two or three columns. */
function pieces(pdf: Pdf, { pieces: all }: Diploma, top: number): void {
  const shown = all.slice(0, MOST_PIECES);
  const columns = shown.length > 16 ? 3 : 2;
  const gap = 22;
  const width = (TEXT.right - TEXT.x - gap * (columns - 1)) / columns;
  const rows = Math.ceil(shown.length / columns);
  const bottom = A4.height - EDGE - 46;
  const row = Math.min(17, (bottom - top - 14) / Math.max(rows, 1));
  label(pdf, 'Pieces, each with its score of 100', TEXT.x, top);
  shown.forEach(({ title, score }, i) => {
    const x = TEXT.x + Math.floor(i / rows) * (width + gap);
    const y = top + 15 + (i % rows) * row;
    pdf
      .lineWidth(0.25)
      .strokeColor(LINE)
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke();
    pdf.font('sans').fontSize(8.5).fillColor(INK);
    pdf.text(title, x, y + row / 2 - 4, { width: width - 28, height: 11, ellipsis: true, lineBreak: false });
    pdf.font('medium').text(String(score), x + width - 26, y + row / 2 - 4, { width: 26, align: 'right' });
  });
  const more = all.length - shown.length;
  const note = more > 0 ? `And ${more} more, on the certificate’s page. ` : '';
  pdf.font('sans').fontSize(7.5).fillColor(SOFT);
  pdf.text(
    `${note}This sheet is a copy. What counts is the signed credential behind the address, which also says whether it still holds.`,
    TEXT.x,
    A4.height - EDGE - 26,
    { width: TEXT.right - TEXT.x, lineBreak: false, wordSpacing: WORD_SPACE },
  );
}

function label(pdf: Pdf, text: string, x: number, y: number): void {
  pdf.font('medium').fontSize(6.5).fillColor(SOFT);
  pdf.text(text.toUpperCase(), x, y, { characterSpacing: 0.9, lineBreak: false });
}

function fitted(pdf: Pdf, face: Face, text: string, x: number, y: number, size: number, width: number): void {
  pdf.font(face).fontSize(size).fillColor(INK);
  const fit = Math.min(1, width / pdf.widthOfString(text));
  pdf.fontSize(size * fit).text(text, x, y + (size - size * fit), { lineBreak: false });
}

function fittedRuns(
  pdf: Pdf,
  runs: readonly NameRun[],
  x: number,
  y: number,
  size: number,
  width: number,
): void {
  pdf.fontSize(size).fillColor(INK);
  const wide = runs.reduce((sum, { face, text }) => sum + pdf.font(face).widthOfString(text), 0);
  const fit = Math.min(1, width / wide);
  let at = x;
  for (const { face, text } of runs) {
    pdf.font(face).fontSize(size * fit);
    pdf.text(text, at, y + (size - size * fit), { lineBreak: false });
    at += pdf.widthOfString(text);
  }
}

/** The address as squares, drawn as one path. */
function qr(pdf: Pdf, text: string, x: number, y: number, size: number): void {
  // The library draws a margin of at least one; the sheet has its own.
  const framed = encodeQR(text, 'raw', { ecc: 'medium', border: 1 });
  const modules = framed.slice(1, -1).map((line) => line.slice(1, -1));
  const one = size / modules.length;
  modules.forEach((line, row) =>
    line.forEach((dark, column) => {
      if (dark) pdf.rect(x + column * one, y + row * one, one + 0.02, one + 0.02);
    }),
  );
  pdf.fillColor(INK).fill();
}
