import { csvText } from './csv.ts';
import { feedbackSentence, STATE_WORDS } from './states.ts';
import type { Column, Gradebook } from './types.ts';

/** The shapes in which a gradebook is written for others to read. */
export const SHAPES = ['plain', 'moodle', 'canvas'] as const;
export type Shape = (typeof SHAPES)[number];

type Named = Pick<Column, 'assignment' | 'title' | 'key'>;

/** What a column is called where it stands alone. */
export const fullTitle = ({ assignment, title }: Named): string =>
  assignment === title ? title : `${assignment}: ${title}`;

/** A column's name with its tag: by the tag it is found again after either side has been renamed. */
export const heading = (column: Named): string => `${fullTitle(column)} [${column.key}]`;

/** The tag that a heading carries. */
export const tagOf = (text: string): string | null =>
  /\[([0-9a-z]{26}\.[0-9a-f]{8})\]/.exec(text)?.[1] ?? null;

type Table = (string | number | null)[][];

function plain({ columns, rows }: Gradebook): Table {
  const head = columns.flatMap((column) => [
    heading(column),
    `${heading(column)} state`,
    `${heading(column)} handed in`,
  ]);
  return [
    ['Name', 'E-mail', 'SIS ID', 'Labels', ...head, 'Passed', 'Average'],
    ...rows.map(({ student, cells, passed, average }) => [
      student.name,
      student.email,
      student.sisId,
      student.labels.join('; '),
      ...cells.flatMap((cell) => [
        cell.points,
        STATE_WORDS[cell.state],
        cell.arrivedAt === null ? null : new Date(cell.arrivedAt).toISOString(),
      ]),
      passed,
      average,
    ]),
  ];
}

/** What Moodle's grade import maps: one row a user, the e-mail address as key, a grade and a feedback for each. */
function moodle({ columns, rows }: Gradebook): Table {
  return [
    ['email', ...columns.flatMap((column) => [heading(column), `${heading(column)} feedback`])],
    ...rows.map(({ student, cells }) => [
      student.email,
      ...cells.flatMap((cell) => [cell.points, feedbackSentence(cell)]),
    ]),
  ];
}

/** What Canvas imports: five columns that name the student, and the points possible in a second row. */
function canvas({ columns, rows }: Gradebook): Table {
  return [
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', ...columns.map(heading)],
    ['    Points Possible', null, null, null, null, ...columns.map(() => 100)],
    ...rows.map(({ student, cells }) => [
      student.name,
      null,
      student.sisId,
      student.email,
      null,
      ...cells.map(({ points }) => points),
    ]),
  ];
}

/** Plain files begin with the byte order mark, for spreadsheets; Moodle and Canvas take UTF-8 as it is. */
export function gradebookCsv(gradebook: Gradebook, shape: Shape): string {
  const table = { plain, moodle, canvas }[shape](gradebook);
  return csvText(table, { mark: shape === 'plain' });
}
