/** What a person is told of. Each has its words in `words.ts`. */
export const NOTICE_CODES = [
  'graded',
  'regraded',
  'reviewed',
  'commented',
  'certificate-reviewed',
  'extension',
  'due-soon',
  'appeal-answered',
  'solution-hidden',
] as const;
export type NoticeCode = (typeof NOTICE_CODES)[number];

export interface Notice {
  id: string;
  code: NoticeCode;
  params: Record<string, string>;
  /** The page it is about, on this site. */
  href: string;
  at: number;
  readAt: number | null;
}

/** What a person wants by e-mail, and when to be left in peace: minutes of the day in their zone. */
export interface NoticeSettings {
  email: NoticeCode[];
  zone: string;
  /** Null: at any hour. From may be later than until: over midnight. */
  quiet: { from: number; until: number } | null;
}

export const DEFAULT_SETTINGS: NoticeSettings = {
  email: ['reviewed', 'commented', 'certificate-reviewed', 'extension', 'due-soon', 'appeal-answered'],
  zone: 'UTC',
  quiet: { from: 21 * 60, until: 8 * 60 },
};
