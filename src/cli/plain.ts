/**
 * Characters that a terminal would obey instead of showing: controls other than line breaks, and marks that turn
 * the direction of writing.
 */
// eslint-disable-next-line no-control-regex
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const code = (character: string): string => character.charCodeAt(0).toString(16).padStart(4, '0');

/** Text from a file made fit for a terminal: what would be obeyed stands there as its code, `\u001b`. */
export const plain = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(OBEYED, (character) => `\\u${code(character)}`);

/** JSON that no terminal obeys; it parses to the same value. */
export const plainJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${code(character)}`,
  );
