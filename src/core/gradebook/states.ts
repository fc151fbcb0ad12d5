import { day } from '../view/words.ts';
import type { Cell, CellState } from './types.ts';

/** Each state in words, as a legend and a screen reader say it. */
export const STATE_WORDS: Record<CellState, string> = {
  passed: 'passed',
  late: 'passed late',
  'in-work': 'in work',
  'waiting-for-review': 'waiting for review',
  'our-failure': 'our failure',
  'not-started': 'not started',
  'not-open': 'not open yet',
  'not-passed': 'closed, not passed',
  missed: 'missed',
};

/** What a legend says of each beside its name. */
export const STATE_MEANINGS: Record<CellState, string> = {
  passed: 'by work that came in time',
  late: 'by work that came after it was due; the number has the late credit in it',
  'in-work': 'tried, not passed yet, or being graded',
  'waiting-for-review': 'a person has yet to look at it',
  'our-failure': 'the grader failed, not the work; it costs nothing',
  'not-started': 'open, nothing handed in',
  'not-open': 'opens later',
  'not-passed': 'tried, and no more can count',
  missed: 'closed, nothing handed in that counts',
};

/** After the number, beginning with the very words that stand beside it in the table. */
const AFTER_NUMBER: Partial<Record<CellState, string>> = {
  late: ' late, passed',
  'waiting-for-review': ' review awaited',
};

/** One cell in a sentence: `82 late, passed (91 at 90 % credit), 3 attempts`. */
export function cellSentence(cell: Cell): string {
  const { state, points, score, credit, attempts, outside } = cell;
  const share = credit !== null && credit < 1 ? ` (${score} at ${Math.round(credit * 100)} % credit)` : '';
  const tries = attempts > 1 ? `, ${attempts} attempts` : '';
  const left = outside > 0 ? `; ${outside} outside the terms` : '';
  const word = STATE_WORDS[state];
  const start = points === null ? word : `${points}${AFTER_NUMBER[state] ?? `, ${word}`}`;
  return `${start}${share}${tries}${left}`;
}

/** For feedback columns of other systems: `Passed late on 3 Dec 2026: 91 of 100 at 90 % credit, 3 attempts.` */
export function feedbackSentence(cell: Cell): string {
  const state = STATE_WORDS[cell.state];
  const start = state.charAt(0).toUpperCase() + state.slice(1);
  if (cell.score === null || cell.arrivedAt === null) return `${start}.`;
  const credit = cell.credit === 1 ? '' : ` at ${Math.round((cell.credit ?? 0) * 100)} % credit`;
  const tries = `${cell.attempts} ${cell.attempts === 1 ? 'attempt' : 'attempts'}`;
  return `${start}; best work of ${day(cell.arrivedAt)}: ${cell.score} of 100${credit}, ${tries}.`;
}
