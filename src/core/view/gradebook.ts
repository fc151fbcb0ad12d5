import { isStuck } from '../gradebook/attention.ts';
import { queryOf, type Choice } from '../gradebook/choose.ts';
import { cellSentence, STATE_WORDS } from '../gradebook/states.ts';
import {
  CELL_STATES,
  type Cell,
  type CellState,
  type Column,
  type Gradebook,
  type Row,
} from '../gradebook/types.ts';

/** Letters by which a cell's state stands in its class: a page of 18,000 cells is light. */
export const STATE_LETTERS: Record<CellState, string> = {
  passed: 'p',
  late: 'l',
  'in-work': 'w',
  'waiting-for-review': 'r',
  'our-failure': 'f',
  'not-started': 'n',
  'not-open': 'o',
  'not-passed': 'x',
  missed: 'm',
};

export const stateOfLetter = (letter: string): CellState | undefined =>
  CELL_STATES.find((state) => STATE_LETTERS[state] === letter);

/** Beside a number, or instead of one: as short as a narrow column allows. */
const SHORT: Record<CellState, string> = {
  passed: '',
  late: 'late',
  'in-work': '',
  'waiting-for-review': 'review',
  'our-failure': 'our failure',
  'not-started': 'not started',
  'not-open': 'not open',
  'not-passed': '',
  missed: 'missed',
};

export interface ShownCell {
  /** The state's letter, and `k` where somebody is stuck. */
  className: string;
  number: string;
  word: string;
  href: string | null;
  /** The whole of it in words, for whoever does not see the shape. */
  label: string;
}

export function shownCell(cell: Cell): ShownCell {
  const { state, points, attemptId } = cell;
  const word = points === null ? SHORT[state] || STATE_WORDS[state] : SHORT[state];
  return {
    className: STATE_LETTERS[state] + (isStuck(cell) ? ' k' : ''),
    number: points === null ? '' : String(points),
    word,
    href: attemptId && `/attempts/${attemptId}`,
    label: cellSentence(cell),
  };
}

/** Columns of one assignment that stand beside each other. `own`: its title says more than that of its one column. */
export function groupsOf(
  columns: readonly Column[],
): { id: string; title: string; span: number; own: boolean }[] {
  const groups: ReturnType<typeof groupsOf> = [];
  for (const { assignmentId: id, assignment, title } of columns) {
    const last = groups.at(-1);
    if (last?.id === id) last.span += 1;
    else groups.push({ id, title: assignment, span: 1, own: assignment !== title });
  }
  return groups;
}

/** How a heading sorts: the address that sorts by it, or turns the order round where it sorts already. */
export function sortLink(
  choice: Choice,
  sort: string,
): { href: string; order: 'ascending' | 'descending' | null } {
  const chosen = choice.sort === sort;
  // Names begin at A, numbers at the highest.
  const down = chosen ? !choice.down : sort !== 'name';
  const order = chosen ? (choice.down ? 'descending' : 'ascending') : null;
  return { href: queryOf(choice, { sort, down }) || '?', order };
}

/** How many of those shown have passed each column. */
export const passedIn = ({ rows }: Gradebook, at: number): number =>
  rows.filter(({ cells }) => ['passed', 'late'].includes(cells[at]?.state ?? '')).length;

/** What a row is found by. */
export const findable = ({ student }: Row): string =>
  [student.name, student.email, student.sisId].filter(Boolean).join('\n');

/** `3 Dec`, in the zone of the class. */
export const dayIn = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: zone }).format(ms);
