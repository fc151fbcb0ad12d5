import { halvesOf } from '#core/certificates/title.ts';
import {
  A4_ACROSS as A4,
  content,
  group,
  linked,
  ornament,
  pdfOf,
  type Element,
  type Pdf,
} from '../../print/pdf.ts';
import type { Fonts } from '../../print/fonts.ts';
import { drawQr } from '../../print/qr.ts';
import { setter, type Setter, type Style } from '../../print/setter.ts';
import type { CredentialPage } from '../app.ts';

const EDGE = 30;
/** Left edge of the text, and where it ends. */
const TEXT = { x: 268, right: A4.width - 62 };
const INK = '#171717';
const SOFT = '#4f4f4f';
const LINE = '#b5b5b5';
const MOST_PIECES = 36;
/** The number of a certificate on one line. */
const ADDRESS_WIDTH = 168;
/** The sans is cut for screens: in small sizes on paper its words stand too near. */
const WORD_SPACE = 0.6;

const LABEL: Style = { role: 'medium', size: 6.5, fill: SOFT, tracking: 0.9 };
const SMALL: Style = { role: 'sans', size: 7.5, fill: SOFT, wordSpace: WORD_SPACE };
const FACT: Style = { role: 'sans', size: 9, fill: INK };
const NARRATIVE: Style = { role: 'sans', size: 9.5, leading: 1.5, fill: INK, wordSpace: WORD_SPACE };

export interface Diploma extends Pick<
  CredentialPage,
  'id' | 'title' | 'narrative' | 'pieces' | 'url' | 'school' | 'holder'
> {
  issued: string;
  expires: string | null;
  issuedAt: number;
  badge: Uint8Array;
}

interface Sheet {
  pdf: Pdf;
  set: Setter;
  root: Element;
}

/** A certificate for print: A4 across, hairlines, our own typefaces embedded, tagged to be read aloud. */
export const diploma = (fonts: Fonts, facts: Diploma): Promise<Uint8Array> =>
  pdfOf(
    fonts,
    {
      title: `${facts.title} · ${facts.school}`,
      author: facts.school,
      subject: `Certificate ${facts.id}`,
      at: facts.issuedAt,
    },
    (pdf, root) => {
      const sheet = { pdf, root, set: setter(pdf, fonts) };
      ornament(pdf, () => frame(pdf));
      const below = words(sheet, facts);
      pieces(sheet, facts, below);
      margin(sheet, facts);
    },
  );

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
function margin({ pdf, set, root }: Sheet, facts: Diploma): void {
  const { badge, url, issued, expires, school, id, title } = facts;
  const x = 62;
  const image = () => pdf.image(Buffer.from(badge), x, EDGE + 34, { width: 146 });
  content(pdf, root, 'Figure', image, `Badge: ${title}`);
  let y = 238;
  const rows = [
    ['Issued', issued],
    ...(expires === null ? [] : [['Holds until', expires]]),
    ['By', school],
    ['Number', id.slice(0, 8)],
  ];
  for (const [name = '', value = ''] of rows) {
    const top = y;
    content(pdf, root, 'P', () => {
      set.drawLine(name.toUpperCase(), LABEL, x, top);
      set.drawLine(value, FACT, x, top + 10, { fit: 150 });
    });
    y += 29;
  }
  content(pdf, root, 'Figure', () => drawQr(pdf, url, x, 372, 84), `QR code of ${url}`);
  content(pdf, root, 'P', () => set.drawLine('VERIFY', LABEL, x, 465));
  const address = set.block(
    url.replace(/^https?:\/\//, '').replace('/credentials/', '/credentials/\n'),
    SMALL,
    ADDRESS_WIDTH,
  );
  linked(pdf, root, { url, box: [x, 476, ADDRESS_WIDTH, address.height] }, () => set.draw(address, x, 476));
}

/** Title, name and what was shown. Returns where the pieces may begin. */
function words({ pdf, set, root }: Sheet, { title, holder, narrative, school }: Diploma): number {
  const width = TEXT.right - TEXT.x;
  const [name, level] = halvesOf(title);
  content(pdf, root, 'P', () =>
    set.drawLine(
      school.toUpperCase(),
      { role: 'medium', size: 8, fill: SOFT, tracking: 1.4 },
      TEXT.x,
      EDGE + 38,
      { fit: width },
    ),
  );
  content(pdf, root, 'H1', () => {
    set.drawLine(name, { role: 'serif', size: 50 }, TEXT.x - 2, EDGE + 58, { fit: width });
    if (level !== '')
      set.drawLine(level, { role: 'italic', size: 27 }, TEXT.x - 1, EDGE + 112, { fit: width });
  });
  let y = EDGE + (level === '' ? 126 : 162);
  if (holder !== null) {
    const top = y;
    content(pdf, root, 'P', () => {
      set.drawLine('AWARDED TO', LABEL, TEXT.x, top);
      set.drawLine(holder, { role: 'italic', size: 32 }, TEXT.x - 1, top + 15, { fit: width });
    });
    y += 64;
  }
  const told = set.block(narrative, NARRATIVE, Math.min(width, 430));
  content(pdf, root, 'P', () => set.draw(told, TEXT.x, y));
  return y + told.height + 16;
}

/** The pieces with their scores, in two or three columns. */
function pieces({ pdf, set, root }: Sheet, { pieces: all }: Diploma, top: number): void {
  const shown = all.slice(0, MOST_PIECES);
  const columns = shown.length > 16 ? 3 : 2;
  const gap = 22;
  const width = (TEXT.right - TEXT.x - gap * (columns - 1)) / columns;
  const rows = Math.ceil(shown.length / columns);
  const bottom = A4.height - EDGE - 46;
  const row = Math.min(17, (bottom - top - 14) / Math.max(rows, 1));
  content(pdf, root, 'P', () => set.drawLine('PIECES, EACH WITH ITS SCORE OF 100', LABEL, TEXT.x, top));
  group(pdf, root, 'L', (list) =>
    shown.forEach(({ title, score }, i) => {
      const x = TEXT.x + Math.floor(i / rows) * (width + gap);
      const y = top + 15 + (i % rows) * row;
      ornament(pdf, () => {
        pdf.lineWidth(0.25).strokeColor(LINE);
        pdf
          .moveTo(x, y)
          .lineTo(x + width, y)
          .stroke();
      });
      group(pdf, list, 'LI', (item) =>
        content(pdf, item, 'LBody', () => {
          set.drawLine(title, { role: 'sans', size: 8.5 }, x, y + row / 2 - 4, { fit: width - 28 });
          set.drawLine(String(score), { role: 'medium', size: 8.5 }, x + width, y + row / 2 - 4, {
            right: true,
          });
        }),
      );
    }),
  );
  const more = all.length - shown.length;
  const note = more > 0 ? `And ${more} more, on the certificate’s page. ` : '';
  const end = `${note}This sheet is a copy. What counts is the signed credential behind the address, which also says whether it still holds.`;
  content(pdf, root, 'P', () =>
    set.drawLine(end, SMALL, TEXT.x, A4.height - EDGE - 26, { fit: TEXT.right - TEXT.x }),
  );
}
