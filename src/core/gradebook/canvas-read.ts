import type { CsvSource } from './csv-source.ts';
import { folded } from './choose.ts';
import { fullTitle, tagOf } from './shapes.ts';
import type { Column, Student } from './types.ts';

/** A column of the export that grades may go into. */
export interface CanvasColumn {
  at: number;
  header: string;
  /** What Canvas gives for it at most; 100 where it does not say. */
  points: number;
}

export interface CanvasMatch {
  /** Index of the row in the file. */
  row: number;
  student: Student;
  by: 'SIS user ID' | 'SIS login ID' | 'e-mail address';
}

/** A Canvas gradebook export as it was understood. */
export interface CanvasExport {
  source: CsvSource;
  pointsRow: number | null;
  columns: CanvasColumn[];
  matches: CanvasMatch[];
  /** People of the file who are not in this class, or stand in it a second time. */
  unmatched: { row: number; name: string; why: 'unknown' | 'twice' | 'ambiguous' }[];
  /** People of this class who are not in the file. */
  missing: Student[];
}

const NAMES = ['student', 'id', 'sis user id', 'sis login id', 'integration id', 'root account', 'section'];

const cellOf = (source: CsvSource, row: number, at: number): string =>
  at < 0 ? '' : (source.rows[row]?.values[at] ?? '').trim();

/** A number as Canvas writes it, also with a decimal comma. */
export function numberOf(text: string): number | null {
  const plain = /^\d+(?:,\d+)?$/.test(text.trim()) ? text.trim().replace(',', '.') : text.trim();
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : null;
}

function gradeColumns(
  source: CsvSource,
  header: readonly string[],
  pointsRow: number | null,
): CanvasColumn[] {
  return header.flatMap((text, at) => {
    const says = pointsRow === null ? '' : cellOf(source, pointsRow, at);
    if (text === '' || NAMES.includes(text.toLowerCase()) || /read only/i.test(says)) return [];
    const points = numberOf(says);
    return [{ at, header: text, points: points !== null && points > 0 ? points : 100 }];
  });
}

/** Null where the first line does not name a student and at least one of the ids Canvas knows them by. */
export function readCanvas(source: CsvSource, students: readonly Student[]): CanvasExport | null {
  const header = (source.rows[0]?.values ?? []).map((text) => text.trim());
  const find = (...names: string[]) => header.findIndex((text) => names.includes(text.toLowerCase()));
  const at = {
    name: find('student'),
    id: find('id'),
    sis: find('sis user id'),
    login: find('sis login id'),
    email: find('email', 'e-mail', 'email address'),
  };
  if (at.name < 0 || (at.sis < 0 && at.login < 0 && at.email < 0)) return null;
  const pointsAt = source.rows.findIndex((_, row) => /^points possible$/i.test(cellOf(source, row, at.name)));
  const pointsRow = pointsAt < 0 ? null : pointsAt;

  const by = (value: (student: Student) => string | null) =>
    Map.groupBy(
      students.filter((one) => value(one)),
      (one) => folded(value(one) ?? ''),
    );
  const bySis = by(({ sisId }) => sisId);
  const byEmail = by(({ email }) => email);
  const looks: [CanvasMatch['by'], number, ReadonlyMap<string, Student[]>][] = [
    ['SIS user ID', at.sis, bySis],
    ['SIS login ID', at.login, bySis],
    ['SIS login ID', at.login, byEmail],
    ['e-mail address', at.email, byEmail],
  ];
  const matches: CanvasMatch[] = [];
  const unmatched: CanvasExport['unmatched'] = [];
  const seen = new Set<string>();
  source.rows.forEach((_, row) => {
    const name = cellOf(source, row, at.name);
    const ids = [at.id, at.sis, at.login, at.email].map((one) => cellOf(source, row, one));
    if (row === 0 || row === pointsRow || ids.every((id) => id === '')) return;
    for (const [how, column, people] of looks) {
      const found = people.get(folded(cellOf(source, row, column))) ?? [];
      const [student] = found;
      if (!student) continue;
      if (found.length > 1) unmatched.push({ row, name, why: 'ambiguous' });
      else if (seen.has(student.id)) unmatched.push({ row, name, why: 'twice' });
      else matches.push({ row, student, by: how });
      seen.add(student.id);
      return;
    }
    unmatched.push({ row, name, why: 'unknown' });
  });
  return {
    source,
    pointsRow,
    columns: gradeColumns(source, header, pointsRow),
    matches,
    unmatched,
    missing: students.filter(({ id }) => !seen.has(id)),
  };
}

/** A Canvas heading without the number that Canvas puts behind it. */
const bare = (header: string): string => folded(header.replace(/\s*\(\d+\)\s*$/, ''));

/**
 * Which column of the export each of ours goes into: by its tag, else by its name where only one is called so. By our
 * column's key; what is not found is left out.
 */
export function suggestTargets(
  columns: readonly Column[],
  { columns: offered }: Pick<CanvasExport, 'columns'>,
): Map<string, number> {
  const targets = new Map<string, number>();
  const untagged = offered.filter(({ header }) => tagOf(header) === null);
  for (const column of columns) {
    const tagged = offered.find(({ header }) => tagOf(header) === column.key);
    const named = [fullTitle(column), column.assignment, column.title]
      .map((name) => untagged.filter(({ header }) => bare(header) === folded(name)))
      .find((found) => found.length === 1)?.[0];
    const target = tagged ?? named;
    if (target && ![...targets.values()].includes(target.at)) targets.set(column.key, target.at);
  }
  return targets;
}
