import type { Face, Fonts, Role } from '../../print/fonts.ts';
import type { Run } from '../../print/runs.ts';

export interface Lettering {
  x: number;
  /** Baseline. */
  y: number;
  size: number;
  fill: string;
  anchor?: 'start' | 'middle' | 'end';
  /** Space added between letters, in shares of the size. */
  tracking?: number;
  /** The size is lowered until the text is no wider. */
  fit?: number;
}

/** Text as outlines, so that no machine needs the typeface. Letters that no face has are left out. */
export function lettering(fonts: Fonts, role: Role, text: string, how: Lettering): string {
  const { x, y, fill, anchor = 'start', tracking = 0, fit = Infinity } = how;
  const { missing } = fonts.runs(role, text);
  const known = [...text.normalize('NFC')].filter((letter) => !missing.includes(letter)).join('');
  const { runs } = fonts.runs(role, known);
  const natural = runs.reduce((sum, run) => sum + widthOf(fonts, run, how.size, tracking), 0);
  const size = how.size * Math.min(1, fit / Math.max(natural, 1));
  const width = ((natural - tracking * how.size) * size) / how.size;
  let at = x - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
  const outlines = runs.flatMap(({ face, text: piece }) => {
    const font = fonts.font(face);
    const scale = size / font.unitsPerEm;
    const run = font.layout(piece);
    return run.glyphs.map((glyph, i) => {
      const { xAdvance = 0, xOffset = 0 } = run.positions[i] ?? {};
      const outline = glyph.path
        .scale(scale, -scale)
        .translate(at + xOffset * scale, y)
        .toSVG();
      at += xAdvance * scale + tracking * size;
      return outline;
    });
  });
  return `<path fill="${fill}" d="${outlines.join('').replace(/(\d+\.\d{2})\d+/g, '$1')}"/>`;
}

/** With the space behind the last letter. */
function widthOf(fonts: Fonts, { face, text }: Run<Face>, size: number, tracking: number): number {
  const font = fonts.font(face);
  const { advanceWidth, glyphs } = font.layout(text);
  return (advanceWidth / font.unitsPerEm) * size + tracking * size * glyphs.length;
}
