import { UNSEEN } from './shown-line.ts';

/** Text of several lines, as `shownLine` has one: line ends as one character, at most one empty line in a row. */
export const shownParagraphs = (given: string): string =>
  given
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/[^\P{Cc}\n]/gu, '')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
