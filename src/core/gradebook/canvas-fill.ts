import { numberOf, type CanvasExport } from './canvas-read.ts';
import { csvCell } from './csv.ts';
import { writeCsv } from './csv-source.ts';
import { heading } from './shapes.ts';
import type { Column, Row } from './types.ts';

/** Where a column of ours goes: into a column of the export, or into a new one at the end. */
export type Target = number | 'new';

export interface Filled {
  text: string;
  /** Cells that say something else than before, in the order of the file. */
  changes: { row: number; student: string; column: string; before: string; after: string }[];
  /** Cells that hold the very grade already. */
  same: number;
  /** Learners without a result there: their cells stay as they were. */
  left: number;
}

/** At most two decimals; with a comma where the file itself writes one. */
function written(value: number, comma: boolean): string {
  const text = String(Math.round(value * 100) / 100);
  return comma ? text.replace('.', ',') : text;
}

/**
 * The export with our columns filled, every other cell byte for byte as it came. Points are scaled to what Canvas gives at
 * most. `targets`: by our column's key; columns that are not named are left alone.
 */
export function fillCanvas(
  { source, pointsRow, columns: offered, matches }: CanvasExport,
  { columns, rows }: { columns: readonly Column[]; rows: readonly Row[] },
  targets: ReadonlyMap<string, Target>,
): Filled {
  const { separator } = source;
  const comma =
    separator === ';' &&
    source.rows.some(({ values }) => values.some((value) => /^\d+,\d+$/.test(value.trim())));
  const width = source.rows[0]?.raw.length ?? 0;
  const lines = source.rows.map((row) => ({ ...row, raw: [...row.raw] }));
  const put = (row: number, at: number, cell: string) => {
    const { raw } = lines[row]!;
    while (raw.length < at) raw.push('');
    raw[at] = cell;
  };
  const byStudent = new Map(rows.map((row) => [row.student.id, row]));
  const changes: Filled['changes'] = [];
  let [same, left, added] = [0, 0, 0];
  columns.forEach((column, index) => {
    const target = targets.get(column.key);
    if (target === undefined) return;
    const known = target === 'new' ? null : offered.find(({ at }) => at === target);
    if (known === undefined) return;
    const at = known?.at ?? width + added++;
    if (known === null) {
      put(0, at, csvCell(heading(column), separator));
      if (pointsRow !== null) put(pointsRow, at, '100');
    }
    for (const { row, student } of matches) {
      const points = byStudent.get(student.id)?.cells[index]?.points ?? null;
      if (points === null) {
        left += 1;
        continue;
      }
      const before = source.rows[row]?.values[at] ?? '';
      const value = (points * (known?.points ?? 100)) / 100;
      const after = written(value, comma);
      if (numberOf(before) === Number(after.replace(',', '.'))) same += 1;
      else {
        const cell = csvCell(after, separator);
        put(row, at, cell);
        changes.push({ row, student: student.name, column: heading(column), before, after });
      }
    }
  });
  // A new column is as long as the file: every row that has a place for it gets an empty cell.
  if (added > 0)
    lines.forEach(({ raw }, row) => {
      const named = (source.rows[row]?.raw.length ?? 0) > 1;
      while (named && raw.length < width + added) raw.push('');
    });
  changes.sort((a, b) => a.row - b.row);
  return { text: writeCsv({ ...source, rows: lines }), changes, same, left };
}
