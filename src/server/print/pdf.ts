import PDFDocument from 'pdfkit';
import type { Fonts } from './fonts.ts';

export type Pdf = InstanceType<typeof PDFDocument>;

export const A4_ACROSS = { width: 841.89, height: 595.28 };

/** An element of what is read aloud; drawn and read in the order of the calls. */
export type Element = ReturnType<Pdf['struct']>;

/** A tagged PDF, A4 across, with our typefaces; `draw` fills it. The same facts give the same bytes. */
export async function pdfOf(
  fonts: Fonts,
  info: { title: string; author: string; subject: string; at: number },
  draw: (pdf: Pdf, root: Element) => void,
): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: [A4_ACROSS.width, A4_ACROSS.height],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    info: {
      Title: info.title,
      Author: info.author,
      Subject: info.subject,
      CreationDate: new Date(info.at),
    },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve, reject) => pdf.once('end', resolve).once('error', reject));
  for (const face of fonts.faces) pdf.registerFont(face, fonts.bytes(face));
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  draw(pdf, root);
  root.end();
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

/** Draws something that is read: `P`, `H1`, `Figure` with its `alt`. */
export function content(pdf: Pdf, parent: Element, tag: string, draw: () => void, alt?: string): void {
  const element = pdf.struct(tag, alt === undefined ? {} : { alt });
  parent.add(element);
  element.add(draw);
  element.end();
}

/** The same as a link, on this rectangle. */
export function linked(
  pdf: Pdf,
  parent: Element,
  { url, box: [x, y, width, height] }: { url: string; box: readonly [number, number, number, number] },
  draw: () => void,
): void {
  const element = pdf.struct('Link');
  parent.add(element);
  element.add(() => {
    draw();
    // The types know of no parent and no contents.
    pdf.link(x, y, width, height, url, { structParent: element, Contents: new String(url) } as object);
  });
  element.end();
}

/** A group of elements: a section, a list. */
export function group(pdf: Pdf, parent: Element, tag: string, fill: (element: Element) => void): void {
  const element = pdf.struct(tag);
  parent.add(element);
  fill(element);
  element.end();
}

/** What is drawn is no content: lines, frames, page numbers. */
export function ornament(pdf: Pdf, draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  draw();
  pdf.endMarkedContent();
}
