import { isStuck } from './attention.ts';
import { CELL_STATES, type CellState, type Column, type Gradebook, type Row } from './types.ts';

/** What of the gradebook is shown, and in which order. Empty texts: no wish. */
export interface Choice {
  /** Part of a name, e-mail address or SIS id. */
  name: string;
  label: string;
  /** A cell's state, or who needs attention. */
  state: CellState | 'stuck' | 'silent' | '';
  assignment: string;
  /** `name`, `average`, `passed`, or the key of a column. */
  sort: string;
  down: boolean;
}

export const EVERYTHING: Choice = {
  name: '',
  label: '',
  state: '',
  assignment: '',
  sort: 'name',
  down: false,
};

/** Reads a query string; what it does not know counts as no wish. */
export function choiceOf(query: URLSearchParams): Choice {
  const text = (name: string) => (query.get(name) ?? '').trim().slice(0, 100);
  const state = text('state');
  const known = [...CELL_STATES, 'stuck', 'silent', ''] as const;
  return {
    name: text('name'),
    label: text('label'),
    state: known.find((one) => one === state) ?? '',
    assignment: text('assignment'),
    sort: text('sort') || 'name',
    down: query.get('order') === 'down',
  };
}

/** The query string of a choice with some of it changed; what is as always is left out. */
export function queryOf(choice: Choice, change: Partial<Choice> = {}): string {
  const { sort, down, ...filters } = { ...choice, ...change };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== '') query.set(name, value);
  if (sort !== 'name') query.set('sort', sort);
  if (down) query.set('order', 'down');
  return query.size === 0 ? '' : `?${query.toString()}`;
}

/** Letters without accents and case, so that `muller` finds `Müller`. */
export const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const names = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** Below zero: a comes first. Whoever has no number comes last, whichever way it goes; ties go by name. */
function compare(a: Row, b: Row, value: (row: Row) => number | null, down: boolean): number {
  const [x, y] = [value(a), value(b)];
  const byName = names.compare(a.student.name, b.student.name) || a.student.id.localeCompare(b.student.id);
  if (x === null || y === null) return Number(x === null) - Number(y === null) || byName;
  return (down ? y - x : x - y) || byName;
}

export function sortRows(rows: readonly Row[], columns: readonly Column[], choice: Choice): Row[] {
  const { sort, down } = choice;
  const at = columns.findIndex(({ key }) => key === sort);
  if (at >= 0) return rows.toSorted((a, b) => compare(a, b, (row) => row.cells[at]?.points ?? null, down));
  if (sort === 'average') return rows.toSorted((a, b) => compare(a, b, (row) => row.average, down));
  if (sort === 'passed') return rows.toSorted((a, b) => compare(a, b, (row) => row.passed, down));
  const sorted = rows.toSorted((a, b) => compare(a, b, () => 0, false));
  return down ? sorted.reverse() : sorted;
}

/** The part of the gradebook that is asked for. `silent`: who has been silent, by the cells that are shown. */
export function choose(
  { columns, rows }: Gradebook,
  choice: Choice,
  silent: (row: Row) => boolean,
): Gradebook {
  const shown = columns.flatMap((column, at) =>
    choice.assignment === '' || column.assignmentId === choice.assignment ? [at] : [],
  );
  const picked = sortRows(rows, columns, choice).map((row) => ({
    ...row,
    cells: shown.flatMap((at) => row.cells[at] ?? []),
  }));
  const name = folded(choice.name);
  const matches = (row: Row): boolean => {
    const { student, cells } = row;
    if (choice.label !== '' && !student.labels.includes(choice.label)) return false;
    if (![student.name, student.email, student.sisId].some((one) => folded(one ?? '').includes(name)))
      return false;
    if (choice.state === '') return true;
    if (choice.state === 'stuck') return cells.some(isStuck);
    if (choice.state === 'silent') return silent(row);
    return cells.some(({ state }) => state === choice.state);
  };
  return { columns: shown.flatMap((at) => columns[at] ?? []), rows: picked.filter(matches) };
}
