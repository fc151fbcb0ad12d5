/** A place in shares of width and height. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A defect of the picture: where it is, and what is wrong there. */
export interface Defect {
  box: Box;
  name: string;
  /** What gives it away, in a sentence. */
  tell: string;
}

export interface Grid {
  columns: number;
  rows: number;
}

/** Share of a defect that must lie in a tile for the tile to count as a find. */
const ENOUGH = 0.2;

export const tileBox = (tile: number, { columns, rows }: Grid): Box => ({
  x: (tile % columns) / columns,
  y: Math.floor(tile / columns) / rows,
  width: 1 / columns,
  height: 1 / rows,
});

const overlap = (p: Box, q: Box): number =>
  Math.max(0, Math.min(p.x + p.width, q.x + q.width) - Math.max(p.x, q.x)) *
  Math.max(0, Math.min(p.y + p.height, q.y + q.height) - Math.max(p.y, q.y));

/** Which defects (by index) can be seen in a tile: a fifth of the defect lies in it, or the tile lies mostly in the defect. */
export function seenIn(tile: number, grid: Grid, defects: readonly Defect[]): number[] {
  const box = tileBox(tile, grid);
  return defects.flatMap(({ box: place }, i) => {
    const shared = overlap(box, place);
    const enough = shared >= ENOUGH * place.width * place.height || shared >= 0.5 * box.width * box.height;
    return enough ? [i] : [];
  });
}

/** What a set of marked tiles comes to: the defects found, in order, and the tiles marked where nothing is wrong. */
export function inspected(
  marked: readonly number[],
  grid: Grid,
  defects: readonly Defect[],
): { found: number[]; sound: number[] } {
  const found = new Set<number>();
  const sound: number[] = [];
  for (const tile of [...marked].sort((a, b) => a - b)) {
    const seen = seenIn(tile, grid, defects);
    if (seen.length === 0) sound.push(tile);
    for (const one of seen) found.add(one);
  }
  return { found: [...found].sort((a, b) => a - b), sound };
}

/** `B3`: column by letter, row by number. */
export const tileName = (tile: number, { columns }: Grid): string =>
  `${String.fromCharCode(65 + (tile % columns))}${Math.floor(tile / columns) + 1}`;
