import { content } from '../../print/pdf.ts';
import type { Block, Style } from '../../print/setter.ts';
import type { Sheet } from './sheet.ts';

/** A paragraph that may go on elsewhere. */
export interface Item {
  tag: 'P' | 'H3';
  block: Block;
  /** Space above it. */
  above: number;
  /** What stands in front of it, and how far it is set in for that. */
  mark?: string;
  indent?: number;
}

const lineHeight = ({ size, leading = 1.35 }: Style): number => size * leading;

/** Points that items take below each other. */
export const heightOf = (items: readonly Item[]): number =>
  items.reduce((sum, { block, above }, n) => sum + (n === 0 ? 0 : above) + block.height, 0);

/**
 * Draws items below each other as far as they fit. Returns where the last one ends, and what is left, a paragraph cut
 * between lines.
 */
export function flow(
  sheet: Sheet,
  items: readonly Item[],
  x: number,
  y: number,
  bottom: number,
): { end: number; rest: Item[] } {
  const { pdf, set, section } = sheet;
  let at = y;
  for (const [n, item] of items.entries()) {
    const { block, tag, indent = 0, mark } = item;
    const above = n === 0 ? 0 : item.above;
    const line = lineHeight(block.style);
    const room = Math.floor((bottom - at - above + 0.01) / line);
    const next = items[n + 1];
    // A heading stays with what it stands over.
    const needed = tag === 'H3' && next ? block.lines.length + 2 : Math.min(block.lines.length, 2);
    if (room < needed) return { end: at, rest: items.slice(n) };
    const lines = block.lines.slice(0, room);
    at += above;
    const top = at;
    content(pdf, section, tag, () => {
      if (mark !== undefined) set.drawLine(mark, block.style, x, top);
      set.draw({ ...block, lines }, x + indent, top);
    });
    at += lines.length * line;
    if (lines.length < block.lines.length) {
      const more = { ...block, lines: block.lines.slice(room) };
      return { end: at, rest: [{ tag, block: more, above: item.above, indent }, ...items.slice(n + 1)] };
    }
  }
  return { end: at, rest: [] };
}
