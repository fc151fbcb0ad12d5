/**
 * A text as it is kept: NFC, lines ended by LF, without blank space at the ends of lines and without empty lines around
 * it. What a form, a file and a clipboard make of the same words becomes the same bytes.
 */
export function tidied(text: string): string {
  const lines = text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd());
  const first = lines.findIndex((line) => line !== '');
  const last = lines.findLastIndex((line) => line !== '');
  return lines.slice(Math.max(0, first), last + 1).join('\n');
}

/** Unicode code points, as an exercise's limit counts them. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
