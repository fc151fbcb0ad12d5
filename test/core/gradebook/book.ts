import { columnKey } from '#core/gradebook/rows.ts';
import type { Cell, Column, Gradebook, Row } from '#core/gradebook/types.ts';

export const cellOf = (change: Partial<Cell> = {}): Cell => {
  const score = change.score ?? null;
  return {
    state: score === null ? 'not-started' : score >= 75 ? 'passed' : 'in-work',
    score,
    credit: score === null ? null : 1,
    points: score,
    attemptId: score === null ? null : 'attempt',
    arrivedAt: score === null ? null : Date.UTC(2026, 10, 20, 9),
    attempts: score === null ? 0 : 1,
    outside: 0,
    ...change,
  };
};

export const columnOf = (n: number, title = `Exercise ${n}`): Column => {
  const assignmentId = String(n).padStart(26, '0');
  const exerciseId = `${String(n).padStart(8, '0')}-52d3-4a6f-9c1f-6f4b8c2f7a01`;
  return {
    key: columnKey(assignmentId, exerciseId),
    assignmentId,
    assignment: title,
    exerciseId,
    slug: `exercise-${n}`,
    title,
    required: true,
    dueAt: null,
  };
};

export const rowOf = (n: number, cells: Cell[], change: Partial<Row['student']> = {}): Row => {
  const points = cells.flatMap((cell) => cell.points ?? []);
  return {
    student: {
      id: `s${n}`,
      name: `Learner ${n}`,
      email: `learner${n}@example.org`,
      sisId: `S-${n}`,
      labels: [],
      ...change,
    },
    cells,
    passed: cells.filter(({ state }) => state === 'passed' || state === 'late').length,
    average: points.length === 0 ? null : Math.round(points.reduce((a, b) => a + b) / points.length),
    lastAt: null,
  };
};

/** Three learners, two columns. */
export const book = (): Gradebook => ({
  columns: [columnOf(1, 'White balance'), columnOf(2, 'Value range')],
  rows: [
    rowOf(1, [cellOf({ score: 82 }), cellOf({ score: 60, attempts: 3 })], { labels: ['Group A'] }),
    rowOf(2, [cellOf({ score: 91, state: 'late', credit: 0.9, points: 82, attempts: 2 }), cellOf()]),
    rowOf(10, [cellOf(), cellOf({ state: 'missed' })], {
      name: 'Müller, Learner',
      labels: ['Group A', 'Group B'],
    }),
  ],
});
