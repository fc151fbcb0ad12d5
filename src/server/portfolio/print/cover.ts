import { count } from '#core/view/words.ts';
import { content, group, linked } from '../../print/pdf.ts';
import { drawQr } from '../../print/qr.ts';
import type { Book } from './book.ts';
import { gridOf, PAGE } from './layout.ts';
import { figure, rule, STYLES, type Sheet } from './sheet.ts';

const ASIDE = { x: 604, width: PAGE.right - 604 };
const WORDS = { x: PAGE.left, width: 520 };
/** Of more pieces than these, the first ones stand on the contact sheet. */
const MOST = 24;
const LABEL = 15;
/** The contact sheet begins here at the latest. */
const LOWEST = 410;

/** Who it is, and all pieces as a contact sheet; the address of the page as text and as QR code. */
export function drawCover(sheet: Sheet, book: Book, note: string): void {
  const { pdf, set, section } = sheet;
  const { name, headline, introduction } = book.portfolio;
  content(pdf, section, 'H1', () =>
    set.drawLine(name, { role: 'serif', size: 60 }, WORDS.x - 3, 44, { fit: WORDS.width }),
  );
  let y = 126;
  if (headline !== '') {
    const block = set.block(headline, { role: 'italic', size: 20, leading: 1.25 }, WORDS.width);
    content(pdf, section, 'P', () => set.draw(block, WORDS.x, y));
    y += block.height + 16;
  }
  if (introduction !== '') {
    const blocks = [10.5, 9.5, 8.6, 7.8].map((size) =>
      set.block(introduction, { role: 'sans', size, leading: 1.5, wordSpace: 0.5 }, 440),
    );
    const block = blocks.find(({ height }) => y + height < LOWEST - 24) ?? blocks.at(-1)!;
    const top = y;
    content(pdf, section, 'P', () => set.draw(block, WORDS.x, top));
    y += block.height;
  }
  const end = set.block(note, STYLES.fact, PAGE.width);
  const low = Math.max(y, aside(sheet, book)) + 26;
  contactSheet(sheet, book, Math.min(Math.max(low, 230), LOWEST), PAGE.bottom - end.height - 4);
  content(pdf, section, 'P', () => set.draw(end, PAGE.left, PAGE.bottom - end.height + 8));
}

/** Returns where it ends. */
function aside(sheet: Sheet, { url, portfolio, certificates, pieces }: Book): number {
  const { pdf, set, section } = sheet;
  const { x, width } = ASIDE;
  content(pdf, section, 'Figure', () => drawQr(pdf, url, x, 52, 74), `QR code of ${url}`);
  let y = 136;
  const line = (label: string, text: string, to: string | null) => {
    const top = y;
    const block = set.block(text, { ...STYLES.body, size: 9 }, width);
    content(pdf, section, 'P', () => set.drawLine(label, STYLES.label, x, top));
    const draw = () => set.draw(block, x, top + 11);
    if (to === null) content(pdf, section, 'P', draw);
    else linked(pdf, section, { url: to, box: [x, top + 10, width, block.height + 2] }, draw);
    y += block.height + 20;
  };
  line('The page, with before and after to compare', shown(url), url);
  if (portfolio.link !== '') line('Elsewhere', shown(portfolio.link), portfolio.link);
  const graded = pieces.filter(({ piece }) => piece.verified).length;
  const own = pieces.length - graded;
  const counts = [
    graded > 0 && `${count(graded, 'piece')} graded against a brief`,
    own > 0 && count(own, 'own picture'),
  ].filter(Boolean);
  if (counts.length > 0) line('In this file', counts.join(', '), null);
  const [first, ...others] = certificates.slice(0, 6);
  if (first) line('Certificates, each with its address', `${first.title}, ${first.issued}`, first.url);
  y -= others.length > 0 ? 8 : 0;
  for (const { title, issued, url: to } of others) {
    const top = y;
    const block = set.block(`${title}, ${issued}`, { ...STYLES.body, size: 9 }, width);
    linked(pdf, section, { url: to, box: [x, top, width, block.height] }, () => set.draw(block, x, top));
    y += block.height + 3;
  }
  return y - 10;
}

function contactSheet(sheet: Sheet, { pieces }: Book, top: number, bottom: number): void {
  const { pdf, set, section } = sheet;
  const all = pieces.slice(0, MOST);
  if (all.length === 0) return;
  rule(sheet, PAGE.left, top - 12, PAGE.width);
  const inside = { x: PAGE.left, y: top, width: PAGE.width, height: bottom - top };
  const boxes = gridOf(
    all.map(({ plates: [plate] }) => plate ?? { width: 3, height: 2 }),
    inside,
    LABEL,
  );
  group(pdf, section, 'L', (list) =>
    all.forEach(({ piece, plates: [plate] }, n) => {
      const box = boxes[n]!;
      group(pdf, list, 'LI', (item) => {
        if (plate) figure({ ...sheet, section: item }, plate, box);
        else
          content(pdf, item, 'P', () => {
            const style = { role: 'serif', size: 8.5, leading: 1.35 } as const;
            const words = set.block((piece.text ?? piece.title).slice(0, 600), style, box.width);
            const fit = Math.floor(box.height / (style.size * style.leading));
            set.draw({ ...words, lines: words.lines.slice(0, fit) }, box.x, box.y);
          });
        content(pdf, item, 'LBody', () =>
          set.drawLine(`${n + 1}  ${piece.title}`, STYLES.label, box.x, box.y + box.height + 3, {
            fit: Math.max(box.width, 60),
          }),
        );
      });
    }),
  );
}

const shown = (url: string): string => url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
