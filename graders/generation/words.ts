/** Letters and digits of any script, lower case. */
const words = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * Whether a prompt holds a word, or several in a row ("soft light"). Case does not matter, nor a plural s: "jars" is
 * found by "jar". Part of a word is not enough: "art" is not in "apart".
 */
export function holds(prompt: string, phrase: string): boolean {
  const there = words(prompt);
  const wanted = words(phrase);
  const alike = (a: string | undefined, b: string): boolean => a === b || a === `${b}s` || a === `${b}es`;
  return there.some((_, at) => wanted.every((word, i) => alike(there[at + i], word)));
}
