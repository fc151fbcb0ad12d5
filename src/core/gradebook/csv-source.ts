/** A file of separated values read so that it can be written again with every untouched cell byte for byte. */
export interface CsvSource {
  /** The byte order mark where there was one. */
  mark: string;
  separator: ',' | ';' | '\t';
  rows: CsvRow[];
}

export interface CsvRow {
  /** As written, quotation marks and all. */
  raw: string[];
  /** What the cells say. */
  values: string[];
  /** How the line ends: nothing at the end of a file that lacks its last line break. */
  end: string;
}

/** The separator that the first line uses most outside quotation marks. */
function separatorOf(text: string): CsvSource['separator'] {
  const first = (/^(?:"[^"]*"|[^"\r\n])*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const uses = (one: string) => first.split(one).length;
  return ([',', ';', '\t'] as const).reduce((best, one) => (uses(one) > uses(best) ? one : best));
}

const valueOf = (raw: string): string => {
  const inner = /^\s*"([\s\S]*)"\s*$/.exec(raw)?.[1];
  return inner === undefined ? raw : inner.replaceAll('""', '"');
};

/** Null where a quotation mark is never closed: such a file was cut off. */
export function readCsv(given: string): CsvSource | null {
  const mark = given.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = given.slice(mark.length);
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let raw: string[] = [];
  let from = 0;
  let quoted = false;
  const endRow = (end: string) => {
    rows.push({ raw, values: raw.map(valueOf), end });
    raw = [];
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char !== '"') continue;
      if (text[at + 1] === '"') at++;
      else quoted = false;
    } else if (char === '"' && text.slice(from, at).trim() === '') {
      quoted = true;
    } else if (char === separator) {
      raw.push(text.slice(from, at));
      from = at + 1;
    } else if (char === '\n' || char === '\r') {
      raw.push(text.slice(from, at));
      const end = char === '\r' && text[at + 1] === '\n' ? '\r\n' : char;
      at += end.length - 1;
      from = at + 1;
      endRow(end);
    }
  }
  if (quoted) return null;
  if (from < text.length || raw.length > 0) {
    raw.push(text.slice(from));
    endRow('');
  }
  return { mark, separator, rows };
}

export function writeCsv({ mark, separator, rows }: CsvSource): string {
  return mark + rows.map(({ raw, end }) => raw.join(separator) + end).join('');
}
