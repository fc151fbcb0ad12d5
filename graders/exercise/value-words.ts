/** What an author calls the types of a schema. */
const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
  undefined: 'nothing',
  null: 'nothing',
  Date: 'a date',
  nan: 'no number',
};

/** A type, as an author calls it. */
export const kindOf = (type: string): string => KINDS[type] ?? type;

/** Of a place where nothing stands, whether even its key does not; null of any other. */
export const isNothing = (value: unknown): 'missing' | 'empty' | null =>
  value === undefined ? 'missing' : value === null ? 'empty' : null;

const LONGEST = 40;

const quoted = (text: string): string => `“${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}”`;

/** A value as it stands in a file; of a long one or a whole group, what it is. */
export function valueWords(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return kindOf(Array.isArray(value) ? 'array' : value instanceof Date ? 'Date' : typeof value);
}

/** The same where its type is what is wrong: `the text “abc”`, `the number 4`. */
export function foundWords(value: unknown): string {
  const words = valueWords(value);
  return typeof value === 'string' || typeof value === 'number'
    ? `the ${kindOf(typeof value).slice(2)} ${words}`
    : words;
}
