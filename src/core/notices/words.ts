import type { Notice, NoticeCode } from './types.ts';

interface Words {
  /** In a list of what one may be told of. */
  kind: string;
  title: (params: Record<string, string>) => string;
  text: (params: Record<string, string>) => string;
}

const of = (params: Record<string, string>, name: string): string => params[name] ?? '';

const WORDS: Record<NoticeCode, Words> = {
  graded: {
    kind: 'A grade that took longer than a few minutes',
    title: (p) => `“${of(p, 'exercise')}” is graded`,
    text: (p) => `It took longer than usual. The result: ${of(p, 'result')}.`,
  },
  regraded: {
    kind: 'A grade that changed after a regrade',
    title: (p) => `“${of(p, 'exercise')}” was graded anew`,
    text: (p) =>
      `The grader or the exercise has changed since. Before: ${of(p, 'before')}. Now: ${of(p, 'after')}.`,
  },
  reviewed: {
    kind: 'A review of your work',
    title: (p) => `${of(p, 'by')} has reviewed “${of(p, 'exercise')}”`,
    text: () => 'Remarks are pinned to the places they are about; the note and the grades stand beside them.',
  },
  commented: {
    kind: 'A remark on your work',
    title: (p) => `${of(p, 'by')} has remarked on “${of(p, 'exercise')}”`,
    text: () => 'The remark is pinned to the place it is about, or stands beside its criterion.',
  },
  'certificate-reviewed': {
    kind: 'The review of your work for a certificate',
    title: (p) => `${of(p, 'certificate')}: your work was ${of(p, 'outcome')}`,
    text: (p) =>
      of(p, 'outcome') === 'accepted'
        ? 'The certificate is due. The marks and what was seen stand beside it.'
        : 'The marks, what was seen and a note stand beside the certificate; you may ask for another review.',
  },
  extension: {
    kind: 'More time for an assignment',
    title: (p) => `Other times for “${of(p, 'assignment')}”`,
    text: (p) => `It is due ${of(p, 'due')} for you.`,
  },
  'due-soon': {
    kind: 'An assignment that is due within a day',
    title: (p) => `“${of(p, 'assignment')}” is due soon`,
    text: (p) => `Due ${of(p, 'due')}. Still open: ${of(p, 'open')}.`,
  },
  'appeal-answered': {
    kind: 'The answer to an appeal',
    title: (p) => `Your appeal at “${of(p, 'exercise')}” was ${of(p, 'outcome')}`,
    text: (p) => of(p, 'answer'),
  },
  'solution-hidden': {
    kind: 'A shared solution that was taken out of sight',
    title: (p) => `Your shared solution of “${of(p, 'exercise')}” is out of sight`,
    text: (p) => `The reason given: ${of(p, 'reason')}`,
  },
};

export const noticeKind = (code: NoticeCode): string => WORDS[code].kind;

export const noticeWords = ({
  code,
  params,
}: Pick<Notice, 'code' | 'params'>): { title: string; text: string } => ({
  title: WORDS[code].title(params),
  text: WORDS[code].text(params),
});
