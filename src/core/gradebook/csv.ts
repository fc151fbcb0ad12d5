/** Comma-separated values (RFC 4180), written so that no spreadsheet takes a cell for a formula. */

/** What spreadsheets begin a formula with, also in the wider and smaller forms that some of them fold. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠﹦﹢﹣﹫−]/;
/** Blanks and signs that nobody sees, which a spreadsheet may leave out before it looks at a cell. */
const UNSEEN = /^[\p{C}\p{Z}]+/u;

/** A cell that would be taken for a formula is made text by an apostrophe; numbers are written as they are. */
const neutral = (text: string): string =>
  FORMULA.test(text.replace(UNSEEN, '')) || FORMULA.test(text) ? `'${text}` : text;

/** One cell: neutral, and in quotation marks where the text itself holds what separates cells. */
export function csvCell(value: string | number | null, separator = ','): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = neutral(value);
  return /["\r\n]/.test(text) || text.includes(separator) || /^\s|\s$/.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}

/** Lines end as RFC 4180 asks; `mark` puts the byte order mark first, by which spreadsheets know UTF-8. */
export function csvText(
  rows: readonly (readonly (string | number | null)[])[],
  { mark = false }: { mark?: boolean } = {},
): string {
  const lines = rows.map((row) => `${row.map((value) => csvCell(value)).join(',')}\r\n`);
  return (mark ? '\uFEFF' : '') + lines.join('');
}
