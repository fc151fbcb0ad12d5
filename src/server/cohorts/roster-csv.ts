import { CsvError, parse } from 'csv-parse/sync';
import { Refused } from '#core/refusal.ts';
import { shownLine } from '#core/shown-line.ts';
import * as refusals from '#core/roster-refusals.ts';
import type { RosterRecord } from '#core/roster.ts';
import { parseEmail, parseName } from '../accounts/forms.ts';

const MOST_LINES = 2_000;

type Column = 'name' | 'first' | 'last' | 'email' | 'labels' | 'sis id';

/** What columns are called, in small letters without signs. */
const CALLED: Record<Column, readonly string[]> = {
  name: ['name', 'fullname', 'student', 'studentname', 'learner', 'displayname'],
  first: ['firstname', 'givenname', 'forename', 'vorname'],
  last: ['lastname', 'surname', 'familyname', 'nachname'],
  email: ['email', 'emailaddress', 'mail', 'address'],
  labels: ['labels', 'label', 'groups', 'group', 'section', 'sections', 'tags'],
  'sis id': ['sisid', 'sisuserid', 'sis', 'studentid', 'idnumber', 'matriculation', 'matriculationnumber'],
};

/**
 * A roster as CSV: columns by their names in any order, parted by commas, semicolons or tabs. Throws `Refused` where
 * nothing can be made of it; what is wrong with one line stands in its record.
 */
export function readRoster(csv: string): { records: RosterRecord[]; ignored: string[] } {
  const [head, ...rows] = rowsOf(csv);
  if (!head || rows.length === 0) throw new Refused(refusals.rosterEmpty());
  if (rows.length > MOST_LINES) throw new Refused(refusals.rosterTooLong(rows.length, MOST_LINES));
  const columns = head.cells.map(columnOf);
  for (const name of Object.keys(CALLED) as Column[])
    if (columns.filter((one) => one === name).length > 1) throw new Refused(refusals.rosterColumnTwice(name));
  if (!columns.includes('email')) throw new Refused(refusals.rosterNoEmail(head.cells));
  const ignored = head.cells.filter((cell, i) => columns[i] === null && cell !== '');
  return { records: rows.map(({ line, cells }) => recordOf(line, cells, columns)), ignored };
}

function columnOf(cell: string): Column | null {
  const plain = cell.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return (Object.keys(CALLED) as Column[]).find((name) => CALLED[name].includes(plain)) ?? null;
}

interface Row {
  line: number;
  cells: string[];
}

function rowsOf(csv: string): Row[] {
  // What Excel writes above a file so that it parts the columns itself.
  const told = /^\uFEFF?"?sep=([,;\t])"?(?:\r\n|\r|\n)/i.exec(csv);
  const delimiter = told?.[1] ?? delimiterOf(csv);
  try {
    const options = {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    };
    const rows = parse(told ? csv.slice(told[0].length) : csv, options) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return rows
      .map(({ record, info }) => ({ line: info.lines + (told ? 1 : 0), cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as unknown as { lines?: number }).lines ?? 1);
    const what =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a quotation mark is not closed before the end'
        : 'a quotation mark stands where none may';
    throw new Refused(refusals.rosterBroken(line, what));
  }
}

/** Whatever parts the first line most often, quoted cells apart. */
function delimiterOf(csv: string): string {
  const first = (/[^\r\n]+/.exec(csv)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const times = (one: string) => first.split(one).length;
  return [',', ';', '\t'].reduce((best, one) => (times(one) > times(best) ? one : best));
}

/** Without empty ones and repetitions, capitals apart. */
function distinct(given: readonly string[]): string[] {
  const labels = given.map(shownLine).filter(Boolean);
  return [...new Map(labels.map((label) => [label.toLowerCase(), label])).values()];
}

function recordOf(line: number, cells: readonly string[], columns: readonly (Column | null)[]): RosterRecord {
  const cell = (name: Column) => cells[columns.indexOf(name)] ?? '';
  const given = cell('name') || `${cell('first')} ${cell('last')}`.trim();
  const labels = distinct(cell('labels').split(/[,;|]/));
  const record = {
    line,
    name: shownLine(given).slice(0, 200),
    email: cell('email').slice(0, 300),
    labels: labels.length > 0 ? labels : null,
    sisId: shownLine(cell('sis id')) || null,
  };
  const extra = cells.length > columns.length ? cells.slice(columns.length).some((one) => one !== '') : false;
  const problem = extra
    ? `It has ${cells.length} cells, but there are ${columns.length} columns.`
    : record.email === ''
      ? 'It has no e-mail address.'
      : labels.some((label) => label.length > 40)
        ? 'A label is longer than 40 characters.'
        : (record.sisId?.length ?? 0) > 80
          ? 'The SIS id is longer than 80 characters.'
          : null;
  if (problem !== null) return { ...record, problem };
  try {
    const name = record.name === '' ? '' : parseName(record.name);
    return { ...record, name, email: parseEmail(record.email), problem: null };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ...record, problem: error.refusal.detail };
  }
}
