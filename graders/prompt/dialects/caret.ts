import type { Span } from './types.ts';

/** Columns shown of a long line, and how many of them may stand before the place. */
const WIDTH = 72;
const BEFORE = 40;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE =
  /[\p{Extended_Pictographic}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const INVISIBLE = /^[\p{Cc}\p{Cf}\p{Mn}]+$/u;

/**
 * The line of the source that holds the place's beginning, and under it carets as wide as the place, for a fixed-width
 * face: graphemes count one column, wide ones (CJK, emoji) two, tabs become a space. Long lines are cut around it.
 */
export function caret(source: string, { from, to }: Span): string {
  const start = source.lastIndexOf('\n', from - 1) + 1;
  const end = source.indexOf('\n', from);
  const line = source.slice(start, end < 0 ? source.length : end);
  const cutFrom = Math.max(0, from - start - BEFORE);
  const cut = line.slice(cutFrom, cutFrom + WIDTH);
  let shown = cutFrom > 0 ? '…' : '';
  let before = shown.length;
  let under = 0;
  for (const { segment, index } of graphemes.segment(cut)) {
    const at = start + cutFrom + index;
    const text = segment === '\t' ? ' ' : INVISIBLE.test(segment) ? '' : segment;
    const columns = text === '' ? 0 : WIDE.test(text) ? 2 : 1;
    shown += text;
    if (at + segment.length <= from) before += columns;
    else if (at < to) under += columns;
  }
  if (cutFrom + WIDTH < line.length) shown += '…';
  return `${shown}\n${' '.repeat(before)}${'^'.repeat(Math.max(1, under))}`;
}
