import encodeQR from 'qr';
import type { Pdf } from './pdf.ts';

/** An address as squares, drawn as one path. */
export function drawQr(pdf: Pdf, text: string, x: number, y: number, size: number): void {
  // The library draws a margin of at least one; the sheet has its own.
  const framed = encodeQR(text, 'raw', { ecc: 'medium', border: 1 });
  const modules = framed.slice(1, -1).map((line) => line.slice(1, -1));
  const one = size / modules.length;
  modules.forEach((line, row) =>
    line.forEach((dark, column) => {
      if (dark) pdf.rect(x + column * one, y + row * one, one + 0.02, one + 0.02);
    }),
  );
  pdf.fillColor('#171717').fill();
}
