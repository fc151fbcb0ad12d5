import type { Generated } from 'kysely';

export interface NoticeRow {
  id: string;
  learner_id: string;
  code: string;
  /** JSON of texts by name. */
  params: string;
  href: string;
  /** Told once per learner. */
  dedupe_key: string | null;
  at: number;
  read_at: number | null;
  /** From when on it may go out by e-mail. */
  mail_from: number | null;
  mailed_at: number | null;
  mail_tries: Generated<number>;
  /** Until when whoever is sending it has it for themselves. */
  mail_lease: number | null;
}

interface NoticeSettingsRow {
  learner_id: string;
  settings: string;
}

export interface NoticeTables {
  notices: NoticeRow;
  notice_settings: NoticeSettingsRow;
}
