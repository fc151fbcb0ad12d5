import { AI_USES, type AiUse } from '#core/portfolio/ai-use.ts';
import { shownLine } from '#core/shown-line.ts';
import { shownParagraphs } from '#core/shown-paragraphs.ts';
import { isHandle } from '#core/portfolio/handle.ts';
import * as refusals from '#core/portfolio/refusals.ts';
import {
  THEMES,
  VISIBILITIES,
  type PieceWords,
  type Portfolio,
  type Theme,
  type Visibility,
} from '#core/portfolio/types.ts';
import { Refused } from '#core/refusal.ts';

/** The portfolio's own form as it was posted. */
export type PortfolioForm = Record<
  'handle' | 'name' | 'headline' | 'introduction' | 'link' | 'theme' | 'visibility' | 'version',
  string
> & { certificates: boolean };
/** The form of one piece; `title` only counts for an own picture. */
export type PieceForm = Record<
  'title' | 'statement' | 'process' | 'tools' | 'aiUse' | 'aiNote' | 'version',
  string
>;

function within(text: string, most: number, field: string, label: string): string {
  if ([...text].length > most) throw new Refused(refusals.tooLong(field, label, most));
  return text;
}

function linkOf(given: string): string {
  const text = shownLine(given);
  if (text === '') return '';
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || text.length > 300)
    throw new Refused(refusals.linkInvalid());
  return url.href;
}

function handleOf(given: string): string | null {
  const text = shownLine(given).toLowerCase();
  if (text === '') return null;
  if (!isHandle(text)) throw new Refused(refusals.handleInvalid());
  return text;
}

const among = <T extends string>(given: string, all: readonly T[], otherwise: T): T =>
  all.find((one) => one === given) ?? otherwise;

const versionOf = (given: string): number => (/^\d{1,9}$/.test(given) ? Number(given) : 0);

type PortfolioWords = Omit<Portfolio, 'learnerId' | 'version' | 'changedAt'>;

/** Throws `Refused`. `version`: the one the form was filled in on, 0 for a new portfolio. */
export function parsePortfolio(form: PortfolioForm): PortfolioWords & { version: number } {
  const name = shownLine(form.name);
  if (name === '') throw new Refused(refusals.nameMissing());
  const handle = handleOf(form.handle);
  const visibility = among<Visibility>(form.visibility, VISIBILITIES, 'private');
  if (visibility !== 'private' && handle === null) throw new Refused(refusals.handleMissing());
  return {
    handle,
    visibility,
    name: within(name, 80, 'name', 'Name'),
    headline: within(shownLine(form.headline), 140, 'headline', 'One line about you'),
    introduction: within(shownParagraphs(form.introduction), 1200, 'introduction', 'Introduction'),
    link: linkOf(form.link),
    theme: among<Theme>(form.theme, THEMES, 'light-table'),
    certificatesShown: form.certificates,
    version: versionOf(form.version),
  };
}

/** Throws `Refused`. */
export function parsePiece(form: PieceForm): PieceWords & { title: string; version: number } {
  return {
    title: within(shownLine(form.title), 120, 'title', 'Title'),
    statement: within(shownParagraphs(form.statement), 800, 'statement', 'Statement'),
    process: within(shownParagraphs(form.process), 1500, 'process', 'What you did'),
    tools: within(shownLine(form.tools), 200, 'tools', 'Tools'),
    aiUse: among<AiUse>(form.aiUse, AI_USES, 'none'),
    aiNote: within(shownLine(form.aiNote), 300, 'aiNote', 'What a generator made'),
    version: versionOf(form.version),
  };
}
