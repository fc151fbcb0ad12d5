import type { Face, Fonts, Role } from './fonts.ts';
import type { Pdf } from './pdf.ts';
import type { Run } from './runs.ts';

export interface Style {
  role: Role;
  /** In points. */
  size: number;
  /** From line to line, in shares of the size. */
  leading?: number;
  fill?: string;
  /** Points between letters, and added between words. */
  tracking?: number;
  wordSpace?: number;
}

export interface Line {
  runs: Run<Face>[];
  width: number;
}

/** Lines that stand below each other in one style. */
export interface Block {
  style: Style;
  lines: Line[];
  height: number;
}

/** Sets text in a PDF with the faces that have its letters. */
export interface Setter {
  line(text: string, style: Style): Line;
  /** Broken at spaces, and inside words that are wider than `width`; line ends in the text stay. */
  block(text: string, style: Style, width: number): Block;
  /** `y` is the top of the first line. */
  draw(block: Block, x: number, y: number): void;
  /** One line, made smaller until it is no wider than `fit`; `right`: it ends at `x`. */
  drawLine(text: string, style: Style, x: number, y: number, how?: { fit?: number; right?: boolean }): void;
  /** Letters that no face has, of all that was set. */
  readonly missing: ReadonlySet<string>;
}

const LEADING = 1.35;

export function setter(pdf: Pdf, fonts: Fonts): Setter {
  const missing = new Set<string>();

  const line = (text: string, style: Style): Line => {
    const found = fonts.runs(style.role, text);
    for (const letter of found.missing) missing.add(letter);
    const width = found.runs.reduce((sum, run) => sum + widthOf(run, style), 0);
    return { runs: found.runs, width };
  };
  const widthOf = ({ face, text }: Run<Face>, { size, tracking = 0, wordSpace = 0 }: Style): number =>
    pdf.font(face).fontSize(size).widthOfString(text, { characterSpacing: tracking }) +
    wordSpace * (text.split(' ').length - 1);

  const broken = (text: string, style: Style, width: number): string[] => {
    const lines: string[] = [];
    let current = '';
    for (const word of text.split(' ').flatMap((one) => pieces(one, style, width))) {
      const longer = current === '' ? word.text : `${current}${word.glued ? '' : ' '}${word.text}`;
      if (current !== '' && line(longer, style).width > width) {
        lines.push(current);
        current = word.text;
      } else current = longer;
    }
    return [...lines, current];
  };
  /** A word, cut where it is wider than a whole line. */
  const pieces = (word: string, style: Style, width: number): { text: string; glued: boolean }[] => {
    if (line(word, style).width <= width) return [{ text: word, glued: false }];
    const cut: { text: string; glued: boolean }[] = [];
    let current = '';
    for (const letter of word) {
      if (current !== '' && line(current + letter, style).width > width) {
        cut.push({ text: current, glued: cut.length > 0 });
        current = '';
      }
      current += letter;
    }
    return [...cut, { text: current, glued: cut.length > 0 }];
  };

  const place = ({ runs }: Line, style: Style, x: number, y: number): void => {
    const { ascent, unitsPerEm } = fonts.font(fonts.first(style.role));
    const baseline = y + (ascent / unitsPerEm) * style.size;
    let at = x;
    const how = { lineBreak: false, baseline: 'alphabetic', characterSpacing: style.tracking ?? 0 } as const;
    for (const { face, text } of runs)
      // Word by word where they stand wider: the library's own word space leaves the spaces out for whoever reads or copies.
      for (const word of style.wordSpace ? (text.match(/[^ ]* |[^ ]+/g) ?? []) : [text]) {
        pdf
          .font(face)
          .fontSize(style.size)
          .fillColor(style.fill ?? '#171717');
        pdf.text(word, at, baseline, how);
        at += widthOf({ face, text: word }, style);
      }
  };

  return {
    line,
    missing,
    block(text, style, width) {
      const lines = text.split('\n').flatMap((one) => broken(one, style, width));
      const set = lines.map((one) => line(one, style));
      return { style, lines: set, height: set.length * style.size * (style.leading ?? LEADING) };
    },
    draw({ style, lines }, x, y) {
      lines.forEach((one, i) => place(one, style, x, y + i * style.size * (style.leading ?? LEADING)));
    },
    drawLine(text, style, x, y, { fit = Infinity, right = false } = {}) {
      const wide = line(text, style).width;
      const size = style.size * Math.min(1, fit / Math.max(wide, 1));
      const fitted = { ...style, size };
      const set = line(text, fitted);
      place(set, fitted, right ? x - set.width : x, y + (style.size - size));
    },
  };
}
