import type { Face, Fonts } from './fonts.ts';

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

/** Text as outlines, so that no machine needs the typeface. */
export function lettering(fonts: Fonts, face: Face, text: string, how: Lettering): string {
  const { x, y, fill, anchor = 'start', tracking = 0, fit = Infinity } = how;
  const natural = textWidth(fonts, face, text, how.size, tracking);
  const size = how.size * Math.min(1, fit / natural);
  const width = (natural * size) / how.size;
  const font = fonts.font(face);
  const scale = size / font.unitsPerEm;
  const run = font.layout(text);
  let at = x - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
  const outlines = run.glyphs.map((glyph, i) => {
    const { xAdvance = 0, xOffset = 0 } = run.positions[i] ?? {};
    const outline = glyph.path
      .scale(scale, -scale)
      .translate(at + xOffset * scale, y)
      .toSVG();
    at += xAdvance * scale + tracking * size;
    return outline;
  });
  return `<path fill="${fill}" d="${outlines.join('').replace(/(\d+\.\d{2})\d+/g, '$1')}"/>`;
}

export function textWidth(fonts: Fonts, face: Face, text: string, size: number, tracking = 0): number {
  const font = fonts.font(face);
  const { advanceWidth, glyphs } = font.layout(text);
  return (advanceWidth / font.unitsPerEm) * size + tracking * size * Math.max(0, glyphs.length - 1);
}
