import type { Words } from '../types.ts';
import type { Params } from './schema.ts';

/**
 * Puts params into a text: `{amount}` is replaced by the value, `{count|place|places}` by the first word for 1 and
 * the second otherwise; a figure and its % stay on one line. A missing code or param is a bug and throws.
 */
export function say(words: Words, code: string, params: Params): string {
  const word = words[code];
  if (!word) throw new Error(`No words for ${code}`);
  return word.text
    .trim()
    .replace(/\{([\w-]+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name: string, one?: string, other?: string) => {
      const value = params[name];
      if (value === undefined)
        throw new Error(`The text of ${code} asks for {${name}}, which it is not given`);
      return one === undefined ? String(value) : value === 1 ? one : other!;
    })
    .replace(/(?<=\d) (?=%)/g, '\u00a0');
}
