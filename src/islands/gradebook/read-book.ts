import { STUCK_AFTER } from '#core/gradebook/attention.ts';
import type { Cell, Gradebook, Row } from '#core/gradebook/types.ts';
import { stateOfLetter } from '#core/view/gradebook.ts';

const numberIn = (cell: Element | undefined): number | null => {
  const text = /^\s*\d+/.exec(cell?.textContent ?? '')?.[0];
  return text === undefined ? null : Number(text);
};

function cellIn(td: Element): Cell {
  const [letter = '', stuck] = td.className.split(' ');
  return {
    state: stateOfLetter(letter) ?? 'not-started',
    points: numberIn(td),
    attempts: stuck === 'k' ? STUCK_AFTER : 0,
    score: null,
    credit: null,
    attemptId: null,
    arrivedAt: null,
    outside: 0,
  };
}

/** A gradebook as its table says it: as much of it as choosing and sorting ask for. */
export function readBook(table: HTMLTableElement): {
  book: Gradebook;
  lines: Map<string, HTMLTableRowElement>;
  silent(row: Row): boolean;
} {
  const lines = new Map(
    [...table.tBodies].flatMap(({ rows }) => [...rows]).map((line) => [line.dataset.id ?? '', line]),
  );
  const rows = [...lines].map(([id, line]): Row => {
    const [, passed, average, ...cells] = [...line.cells];
    return {
      student: {
        id,
        name: line.querySelector('.who')?.textContent ?? '',
        email: line.dataset.find ?? '',
        sisId: null,
        labels: line.dataset.labels?.split('\n') ?? [],
      },
      cells: cells.map(cellIn),
      passed: numberIn(passed) ?? 0,
      average: numberIn(average),
      lastAt: null,
    };
  });
  const columns = [...table.querySelectorAll<HTMLElement>('th[data-column]')].map((head) => ({
    key: head.dataset.column ?? '',
    assignmentId: head.dataset.assignment ?? '',
    assignment: '',
    exerciseId: '',
    slug: null,
    title: '',
    required: false,
    dueAt: null,
  }));
  return {
    book: { columns, rows },
    lines,
    silent: ({ student }) => lines.get(student.id)?.dataset.silent !== undefined,
  };
}
