import type { LatePolicy, TermFields } from '../terms.ts';
import { figure, list } from './words.ts';

/** `80 %`. */
export const percent = (share: number): string => `${figure(Math.round(share * 100))} %`;

/** `48 hours`, `3 days`: days where they are whole and more than two. */
function span(hours: number): string {
  const whole = hours % 24 === 0 && hours > 48;
  const n = whole ? hours / 24 : hours;
  return `${figure(n)} ${whole ? 'day' : 'hour'}${n === 1 ? '' : 's'}`;
}

/** What becomes of late work, in one sentence without its full stop. */
export function lateWords(late: LatePolicy): string {
  if (late.length === 0) return 'late work earns no credit';
  const [first] = late;
  if (late.length === 1 && first?.withinHours === null)
    return first.credit === 1
      ? 'late work keeps full credit until the close'
      : `late work earns ${percent(first.credit)} until the close`;
  const steps = late.map(({ withinHours, credit }) =>
    withinHours === null
      ? `${percent(credit)} until the close`
      : `${percent(credit)} up to ${span(withinHours)}`,
  );
  return `late work earns ${list(steps)}`;
}

/** `3 attempts count`, `any number of attempts`. */
export const attemptsWords = (attempts: number | null): string =>
  attempts === null
    ? 'any number of attempts counts'
    : attempts === 1
      ? 'one attempt counts'
      : `${attempts} attempts count`;

/** Whether anything can be late: without a due time nothing is. */
export const mayBeLate = ({ dueAt, closesAt }: TermFields): boolean =>
  dueAt !== null && (closesAt === null || closesAt > dueAt);
