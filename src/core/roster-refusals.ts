import type { Refusal } from './types.ts';

const invalid = (code: string, title: string, detail: string, hint: string): Refusal => ({
  status: 422,
  code,
  title,
  detail,
  hint,
});

export const rosterEmpty = (): Refusal =>
  invalid(
    'roster-empty',
    'The roster is empty',
    'No line with a learner arrived.',
    'Choose a CSV file, or paste its lines, with the names of the columns first.',
  );

export const rosterTooLong = (lines: number, most: number): Refusal =>
  invalid(
    'roster-too-long',
    'The roster is too long',
    `It has ${lines} lines; ${most} are taken at once.`,
    'Divide it into several files.',
  );

export const rosterNoEmail = (columns: readonly string[]): Refusal =>
  invalid(
    'roster-no-email',
    'No column holds e-mail addresses',
    `The first line names these columns: ${columns
      .slice(0, 12)
      .map((one) => `“${one.slice(0, 40)}”`)
      .join(', ')}${columns.length > 12 ? ' …' : ''}.`,
    'Call one of them “email”. Beside it name, labels and sis id are understood, in any order.',
  );

export const rosterColumnTwice = (column: string): Refusal =>
  invalid(
    'roster-column-twice',
    'Two columns mean the same',
    `There are two columns for ${column}.`,
    'Remove one of them.',
  );

export const rosterBroken = (line: number, what: string): Refusal =>
  invalid(
    'roster-broken',
    'The file is not complete CSV',
    `Reading stopped at line ${line}: ${what}.`,
    'Look for a quotation mark that is not closed, then send it again. Nothing was changed.',
  );
