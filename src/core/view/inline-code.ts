/** A stretch of text between code marks, or code as the stretches that belong together. */
export type Inline = { text: string } | { code: CodePart[] };

/** Kept on one line, or broken only where `breaks` divides it. */
export type CodePart = { text: string } | { whole: string } | { breaks: string[] };

/** Text in which backticks set code, as in Markdown. */
export const inlineOf = (text: string): Inline[] =>
  text
    .split('`')
    .map((part, i): Inline => (i % 2 === 1 ? { code: codeParts(part) } : { text: part }))
    .filter((part) => !('text' in part) || part.text !== '');

/** Longer than this a word may not fit a telephone's line. */
const LONG = 20;

/** Code for setting: a parameter such as `--ar` is not broken behind its hyphens, a long name only before its capitals. */
export const codeParts = (code: string): CodePart[] =>
  code
    .split(/(\s+)/)
    .filter(Boolean)
    .map((word): CodePart => {
      if (word.length > LONG) return { breaks: word.split(/(?=[A-Z][a-z])/) };
      return word.includes('-') ? { whole: word } : { text: word };
    });
