import { Refused } from '#core/refusal.ts';
import * as refusals from '#core/review/refusals.ts';
import { metFrom } from '#core/verdict.ts';
import type { Report } from '../../../graders/report/schema.ts';
import type { CommentForm } from './app.ts';

const MOST = 4_000;

/**
 * Text as typed, with plain line ends, no blanks around it and no signs that only a terminal knows; at most 4,000
 * characters. Empty where nothing of it could be seen.
 */
export function parseText(what: string, given: string, most = MOST): string {
  const plain = given.normalize('NFC').replace(/\r\n?/g, '\n');
  const kept = plain.replace(/[^\P{Cc}\n\t]/gu, '').trim();
  const text = /[\p{L}\p{N}\p{P}\p{S}]/u.test(kept) ? kept : '';
  if ([...text].length > most) throw new Refused(refusals.textTooLong(what, most));
  return text;
}

export function parseBody(what: string, given: string): string {
  const text = parseText(what, given);
  if (text === '') throw new Refused(refusals.bodyMissing());
  return text;
}

/** A whole number 0..100; null for an empty field. */
export function parseScore(given: string): number | null {
  const text = given.trim();
  if (text === '') return null;
  const score = Number(text);
  if (!/^\d{1,3}$/.test(text) || score > 100) throw new Refused(refusals.scoreWrong(text));
  return score;
}

/** Per cent of the picture as shares; null when neither is given. */
export function parsePlace({ x, y }: Pick<CommentForm, 'x' | 'y'>): { x: number; y: number } | null {
  const typed = [x, y].map((one) => one.trim().replace(',', '.'));
  if (typed.every((one) => one === '')) return null;
  const shares = typed.map((one) => (/^\d+(\.\d+)?$/.test(one) ? Number(one) / 100 : NaN));
  if (shares.some((share) => !(share >= 0 && share <= 1))) throw new Refused(refusals.placeOutside());
  return { x: shares[0]!, y: shares[1]! };
}

/** A criterion of this report, or none; one that it does not have is refused. */
export function parseCriterion(given: string, report: Report | null): string | null {
  if (given === '') return null;
  if (!report?.criteria.some(({ id }) => id === given)) throw new Refused(refusals.noSuchPart());
  return given;
}

export function parseFrame(given: string, report: Report | null): string | null {
  if (given === '') return null;
  if (!report?.frames?.some(({ name }) => name === given)) throw new Refused(refusals.noSuchPart());
  return given;
}

/** Whether a score of this criterion, or of the whole attempt (null), is met by the bounds of its report. */
export function isMet(
  criterion: string | null,
  score: number,
  report: Report | null,
  passMark: number,
): boolean {
  const judged = report?.criteria.find(({ id }) => id === criterion);
  return score >= (criterion === null || !judged ? passMark : metFrom(judged));
}
