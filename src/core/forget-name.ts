/** What stands in a sentence where the name of somebody stood who has left for good. */
const GONE = '…';

/** A sentence without a name, where that stands in it as whole words; other words that merely hold its letters stay. */
export function withoutName(text: string, name: string): string {
  if (name === '') return text;
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'gu'), GONE);
}

/**
 * The same in every sentence of a JSON text. A value without a blank is a code or a title of one word, which may look like
 * somebody's name and is none.
 */
export function withoutNameInJson(json: string, name: string): string {
  return JSON.stringify(JSON.parse(json), (_, value: unknown) =>
    typeof value === 'string' && /\s/.test(value) ? withoutName(value, name) : value,
  );
}
