import { cell } from './cell.ts';
import type { Cell, Column, CountedAttempt, Row, Student, TermsOf } from './types.ts';

/** The tag by which a column is known outside: in a CSV, in another system, in an address. */
export const columnKey = (assignmentId: string, exerciseId: string): string =>
  `${assignmentId}.${exerciseId.slice(0, 8)}`;

const PASSED: readonly Cell['state'][] = ['passed', 'late'];
/** Nothing is owed yet in these: they stay out of an average. */
const OPEN: readonly Cell['state'][] = ['not-open', 'not-started', 'our-failure', 'waiting-for-review'];

export const isPassed = ({ state }: Cell): boolean => PASSED.includes(state);

function average(cells: readonly Cell[]): number | null {
  const owed = cells.filter(({ state, points }) => points !== null || !OPEN.includes(state));
  // Work that is being graded for the first time is not yet worth nothing.
  const settled = owed.filter(({ state, points }) => points !== null || state !== 'in-work');
  if (settled.length === 0) return null;
  return Math.round(settled.reduce((sum, { points }) => sum + (points ?? 0), 0) / settled.length);
}

/** Everybody's row, in the order given. `attempts`: by student's id, then by exercise's id. */
export function rowsOf(
  students: readonly Student[],
  columns: readonly Column[],
  {
    attempts,
    terms,
    now,
  }: {
    attempts: ReadonlyMap<string, ReadonlyMap<string, readonly CountedAttempt[]>>;
    terms: TermsOf;
    now: number;
  },
): Row[] {
  return students.map((student) => {
    const own = attempts.get(student.id);
    const cells = columns.map((column) =>
      cell(terms(student, column), own?.get(column.exerciseId) ?? [], now),
    );
    const arrivals = [...(own?.values() ?? [])].flat().map(({ arrivedAt }) => arrivedAt);
    return {
      student,
      cells,
      passed: cells.filter(isPassed).length,
      average: average(cells.filter((_, at) => columns[at]?.required)),
      lastAt: arrivals.length === 0 ? null : arrivals.reduce((a, b) => Math.max(a, b)),
    };
  });
}
