/** Signs that turn the direction of what follows them, or are not seen at all; joiners, which letters need, are none. */
export const UNSEEN = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/**
 * Text as one line to be shown among other people's: composed, blanks and line ends as one blank, without signs that
 * nobody sees. Empty where nothing of it could be seen.
 */
export function shownLine(given: string): string {
  const line = given
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(line) ? line : '';
}
