import { A4_ACROSS, ornament, type Element, type Pdf } from '../../print/pdf.ts';
import type { Setter, Style } from '../../print/setter.ts';
import type { Plate } from './book.ts';
import { PAGE, type Box } from './layout.ts';

/** What every page is drawn with. */
export interface Sheet {
  pdf: Pdf;
  set: Setter;
  /** The part of the document that is being filled. */
  section: Element;
  /** Pictures that were opened, so that one that stands twice is stored once. */
  image(plate: Plate): object;
}

const SOFT = '#4f4f4f';
const FAINT = '#666666';
export const LINE = '#c4c4c4';

export const STYLES = {
  title: { role: 'serif', size: 22, leading: 1.12 },
  label: { role: 'medium', size: 7.4, leading: 1.4, fill: FAINT },
  body: { role: 'sans', size: 8.8, leading: 1.45, wordSpace: 0.4 },
  soft: { role: 'sans', size: 8.8, leading: 1.45, wordSpace: 0.4, fill: SOFT },
  statement: { role: 'serif', size: 12, leading: 1.36 },
  fact: { role: 'sans', size: 7.8, leading: 1.42, wordSpace: 0.4, fill: SOFT },
  digest: { role: 'sans', size: 6.6, leading: 1.4, fill: SOFT },
  head: { role: 'medium', size: 7.2, fill: FAINT },
} satisfies Record<string, Style>;

/** A new page with its running head, which is not read aloud. */
export function newPage({ pdf, set }: Sheet, left: string, right: string): void {
  pdf.addPage({ size: [A4_ACROSS.width, A4_ACROSS.height], margin: 0 });
  pdf.markContent('Artifact', { type: 'Pagination' });
  set.drawLine(left, STYLES.head, PAGE.left, 32, { fit: PAGE.width - 60 });
  set.drawLine(right, STYLES.head, PAGE.right, 32, { right: true });
  pdf.endMarkedContent();
}

export function rule({ pdf }: Pick<Sheet, 'pdf'>, x: number, y: number, width: number): void {
  ornament(pdf, () => {
    pdf.lineWidth(0.4).strokeColor(LINE);
    pdf
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke();
  });
}

/** A picture as a figure with its text alternative. */
export function figure({ pdf, section, image }: Sheet, plate: Plate, box: Box): void {
  const element = pdf.struct('Figure', {
    alt: plate.alt,
    // For readers that lay the page out anew.
    bbox: [box.x, box.y, box.x + box.width, box.y + box.height],
  } as object);
  section.add(element);
  element.add(() => {
    pdf.image(image(plate) as Buffer, box.x, box.y, { width: box.width, height: box.height });
  });
  element.end();
}
