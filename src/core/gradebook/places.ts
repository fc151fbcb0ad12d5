import type { CriterionReport, Place } from '../../../graders/report/schema.ts';

/** What of a report a class view needs: its criteria with their places. */
export interface Judged {
  learnerId: string;
  criteria: readonly Pick<CriterionReport, 'id' | 'title' | 'pass' | 'score' | 'essential' | 'places'>[];
}

/** The picture as a grid of equal cells; each counts the learners with a place of a failed criterion in it. */
export interface HeatMap {
  columns: number;
  rows: number;
  /** Row by row from the top left. */
  counts: number[];
  /** Learners with at least one place in this picture. */
  learners: number;
  /** Where most come together, fullest first. */
  spots: Spot[];
}

export interface Spot {
  n: number;
  /** As fractions of the picture. */
  x: number;
  y: number;
  width: number;
  height: number;
  learners: number;
  /** What fails there, by how many learners, most first. */
  criteria: { title: string; learners: number }[];
  /** `upper left`, `middle`, `lower right` … */
  where: string;
}

export const GRID = { columns: 24, rows: 16 };
const MOST_SPOTS = 5;

/** Cells that a place lies on; one that begins on a border belongs to the cell after it. */
function cellsOf({ x, y, width, height }: Place): number[] {
  const { columns, rows } = GRID;
  const span = (from: number, length: number, count: number): [number, number] => {
    const first = Math.min(count - 1, Math.max(0, Math.floor(from * count)));
    const last = Math.min(count - 1, Math.max(first, Math.ceil((from + length) * count) - 1));
    return [first, last];
  };
  const [left, right] = span(x, width, columns);
  const [top, bottom] = span(y, height, rows);
  const cells: number[] = [];
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) cells.push(row * columns + column);
  return cells;
}

const third = (at: number): 0 | 1 | 2 => (at < 1 / 3 ? 0 : at < 2 / 3 ? 1 : 2);
const WHERE = [
  ['upper left', 'upper middle', 'upper right'],
  ['middle left', 'middle', 'middle right'],
  ['lower left', 'lower middle', 'lower right'],
] as const;

/** Neighbouring cells that hold at least half of the fullest one of them, as one box. */
function grow(counts: readonly number[], seed: number, taken: ReadonlySet<number>): number[] {
  const { columns, rows } = GRID;
  const least = Math.max(1, (counts[seed] ?? 0) / 2);
  const found = new Set([seed]);
  const open = [seed];
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    const [x, y] = [cell % columns, Math.floor(cell / columns)];
    const beside = [
      x > 0 ? cell - 1 : -1,
      x < columns - 1 ? cell + 1 : -1,
      cell - columns,
      y < rows - 1 ? cell + columns : -1,
    ];
    for (const next of beside)
      if (next >= 0 && !found.has(next) && !taken.has(next) && (counts[next] ?? 0) >= least) {
        found.add(next);
        open.push(next);
      }
  }
  return [...found];
}

/**
 * Where the failures of a class lie. Every learner counts once in a cell, however many places of theirs lie on it.
 * `frame`: of a set, the picture that is meant.
 */
export function heatMap(judged: readonly Judged[], frame?: string): HeatMap {
  const { columns, rows } = GRID;
  const inCell: Map<string, Set<string>>[] = Array.from({ length: columns * rows }, () => new Map());
  const learners = new Set<string>();
  for (const { learnerId, criteria } of judged)
    for (const { title, pass, places } of criteria)
      for (const place of pass ? [] : places) {
        if (place.frame !== frame) continue;
        learners.add(learnerId);
        for (const cell of cellsOf(place)) {
          const titles = inCell[cell]!;
          titles.set(title, (titles.get(title) ?? new Set()).add(learnerId));
        }
      }
  const who = inCell.map((titles) => new Set([...titles.values()].flatMap((ids) => [...ids])));
  const counts = who.map((ids) => ids.size);

  const spots: Spot[] = [];
  const taken = new Set<number>();
  while (spots.length < MOST_SPOTS) {
    const seed = counts.reduce(
      (best, count, cell) => (!taken.has(cell) && count > (counts[best] ?? 0) ? cell : best),
      -1,
    );
    if (seed < 0) break;
    const cells = grow(counts, seed, taken);
    const xs = cells.map((cell) => cell % columns);
    const ys = cells.map((cell) => Math.floor(cell / columns));
    const [left, right] = [Math.min(...xs), Math.max(...xs) + 1];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys) + 1];
    // What is left beside a spot belongs to it: it does not become a spot of its own.
    for (let y = top - 1; y <= bottom; y++)
      for (let x = left - 1; x <= right; x++) if (x >= 0 && x < columns) taken.add(y * columns + x);
    const titles = new Map<string, Set<string>>();
    for (const cell of cells)
      for (const [title, ids] of inCell[cell]!)
        titles.set(title, new Set([...(titles.get(title) ?? []), ...ids]));
    spots.push({
      n: spots.length + 1,
      x: left / columns,
      y: top / rows,
      width: (right - left) / columns,
      height: (bottom - top) / rows,
      learners: new Set(cells.flatMap((cell) => [...who[cell]!])).size,
      criteria: [...titles]
        .map(([title, ids]) => ({ title, learners: ids.size }))
        .sort((a, b) => b.learners - a.learners || a.title.localeCompare(b.title)),
      where: WHERE[third((top + bottom) / 2 / rows)][third((left + right) / 2 / columns)],
    });
  }
  return { columns, rows, counts, learners: learners.size, spots };
}
