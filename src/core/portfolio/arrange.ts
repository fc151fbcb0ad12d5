export const MOVES = ['up', 'down', 'first'] as const;
export type Move = (typeof MOVES)[number];

/** The ids with one of them moved by one place, or to the front; unchanged where it cannot go further or is not there. */
export function arranged(ids: readonly string[], id: string, move: Move): string[] {
  const from = ids.indexOf(id);
  if (from < 0) return [...ids];
  const to = move === 'first' ? 0 : move === 'up' ? from - 1 : from + 1;
  if (to < 0 || to >= ids.length) return [...ids];
  return ids.toSpliced(from, 1).toSpliced(to, 0, id);
}
