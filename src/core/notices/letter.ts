import type { Notice } from './types.ts';
import { noticeWords } from './words.ts';

export interface Letter {
  subject: string;
  text: string;
}

/** More than so many nobody reads in a letter. */
const MOST = 25;

/** One letter for all that is to be told: a title, a sentence and an address each. */
export function letterOf(notices: readonly Notice[], publicUrl: string, unsubscribe: string): Letter {
  const told = notices.map((notice) => ({ ...noticeWords(notice), url: `${publicUrl}${notice.href}` }));
  const [first] = told;
  const more = told.length - 1;
  const subject = more > 0 ? `${first?.title}, and ${more} more` : (first?.title ?? '');
  const parts = told
    .slice(0, MOST)
    .map(({ title, text, url }) => [title, text, url].filter(Boolean).join('\n'));
  if (told.length > MOST) parts.push(`${told.length - MOST} more stand at ${publicUrl}/notices.`);
  return {
    subject: oneLine(subject),
    text: [
      ...parts,
      `--\nAtelier, ${publicUrl}\nWhat you are written about is set at ${publicUrl}/account#notices; no more letters: ${unsubscribe}`,
    ].join('\n\n'),
  };
}

/** A header takes no line ends, whatever stood in a title. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, 200);
