/** Marks in a text, as pages draw them. Offsets are UTF-16 units, as JavaScript counts them. */
export interface Span {
  from: number;
  to: number;
}

/** A piece of the text over which the same marks lie. */
export interface Run<M extends Span> {
  text: string;
  /** In the order given. */
  marks: M[];
  /** Those of them that begin here: the place for their numbers. */
  begins: M[];
}

/** The whole text in pieces, cut wherever a mark begins or ends. Marks may overlap; those outside the text or empty are left out. */
export function runsOf<M extends Span>(text: string, marks: readonly M[]): Run<M>[] {
  const inside = marks.filter(({ from, to }) => from >= 0 && from < to && to <= text.length);
  const cuts = new Set([0, text.length, ...inside.flatMap(({ from, to }) => [from, to])]);
  const at = [...cuts].toSorted((a, b) => a - b);
  return at.slice(1).map((end, i) => {
    const start = at[i]!;
    const over = inside.filter(({ from, to }) => from <= start && end <= to);
    return { text: text.slice(start, end), marks: over, begins: over.filter(({ from }) => from === start) };
  });
}

/**
 * Marks of a text that has been edited since, where they stand now. What lies before the edit stays, what lies behind it
 * moves along, and what the edit touched is left out: only a new look can tell.
 */
export function carried<M extends Span>(marks: readonly M[], before: string, now: string): M[] {
  if (before === now) return [...marks];
  const most = Math.min(before.length, now.length);
  let head = 0;
  while (head < most && before[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const moved = now.length - before.length;
  return marks.flatMap((mark) => {
    if (mark.to <= head) return [mark];
    if (mark.from >= before.length - tail) return [{ ...mark, from: mark.from + moved, to: mark.to + moved }];
    return [];
  });
}

/** Letters shown on either side of what a caret points at. */
const AROUND = 26;

/** The line around a mark and the carets under it, for a font whose letters are equally wide. */
export function caretOf(text: string, { from, to }: Span): { line: string; carets: string } {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const newline = text.indexOf('\n', from);
  const end = newline < 0 ? text.length : newline;
  const left = Math.max(start, from - AROUND);
  const right = Math.min(end, Math.max(Math.min(to, end), from) + AROUND);
  const lead = left > start ? '…' : '';
  const width = Math.max(1, Math.min(to, right) - from);
  return {
    line: `${lead}${text.slice(left, right)}${right < end ? '…' : ''}`,
    carets: `${' '.repeat(lead.length + from - left)}${'^'.repeat(width)}`,
  };
}

/** The beginning of a text on one line, cut at a word: what stands for it where a picture would have its thumbnail. */
export function excerpt(text: string, most: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most + 1);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > most / 2 ? space : most).trimEnd()}…`;
}
