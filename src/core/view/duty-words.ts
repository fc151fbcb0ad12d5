import type { Duty, ExerciseDuty } from '../duties.ts';
import type { Cell } from '../gradebook/types.ts';
import { credit, type TermFields } from '../terms.ts';
import { percent } from './terms-words.ts';
import { distance, zonedWithZone } from './zoned.ts';
import { capital } from './words.ts';

const STATES: Record<Cell['state'], string> = {
  passed: 'passed',
  late: 'passed late',
  'in-work': 'in work',
  'waiting-for-review': 'waits for a person',
  'our-failure': 'our failure, is tried again',
  'not-started': 'not started',
  'not-open': 'not open yet',
  'not-passed': 'closed, not passed',
  missed: 'closed, nothing handed in',
};

/** Where an exercise of an assignment stands: `Passed, 88`, `Passed late, 88 × 80 %`. */
export function cellWords({ state, score, credit: share }: Cell): string {
  const word = capital(STATES[state]);
  if (score === null) return word;
  const best = state === 'passed' || state === 'late' ? `${score}` : `best ${score}`;
  return share === null || share === 1 ? `${word}, ${best}` : `${word}, ${best} × ${percent(share)}`;
}

export const ringOf = (state: Cell['state']): 'new' | 'in-work' | 'done' =>
  state === 'passed' || state === 'late'
    ? 'done'
    : state === 'in-work' ||
        state === 'waiting-for-review' ||
        state === 'our-failure' ||
        state === 'not-passed'
      ? 'in-work'
      : 'new';

/** The one deadline that holds for a learner, as a sentence: said where work is handed in. */
export function deadlineWords({ terms, phase, cohort: { zone } }: Duty, now: number): string {
  const at = (ms: number) => `${zonedWithZone(ms, zone)}, ${distance(ms, now)}`;
  const { opensAt, dueAt, closesAt } = terms;
  switch (phase) {
    case 'not-open':
      return `Opens ${at(opensAt ?? 0)}. What you hand in before is graded for yourself, and does not count for the class.`;
    case 'open':
      if (dueAt === null) return closesAt === null ? 'Without a due time.' : `Open until ${at(closesAt)}.`;
      return `Due ${at(dueAt)}.`;
    case 'late': {
      const worth = percent(credit(terms, now) ?? 0);
      const until = closesAt === null ? '' : ` It closes ${at(closesAt)}.`;
      return `Was due ${at(dueAt ?? 0)}. What arrives now earns ${worth} of its score.${until}`;
    }
    case 'closed':
      return `Closed ${at(closesAt ?? 0)}. What you hand in now is graded for yourself, and does not count for the class.`;
  }
}

/** How many attempts still count; null where any number does. */
export function leftWords({ left }: Pick<ExerciseDuty, 'left'>, { attempts }: TermFields): string | null {
  if (left === null) return null;
  return left === 0
    ? `All ${attempts} attempts that count are made; further ones are graded for yourself.`
    : `${left} of ${attempts} attempts left that count.`;
}

/** Whether as many attempts as may count had come before this one. */
export function beyondLimit(
  terms: TermFields,
  attempts: readonly { id: string; arrivedAt: number; status: string }[],
  id: string,
): boolean {
  if (terms.attempts === null) return false;
  const counted = attempts
    .filter(({ status, arrivedAt }) => status === 'graded' && credit(terms, arrivedAt) !== null)
    .toSorted((a, b) => a.arrivedAt - b.arrivedAt || a.id.localeCompare(b.id));
  return counted.findIndex((one) => one.id === id) >= terms.attempts;
}

/** What an attempt that came then is worth for the class. */
export function arrivalWords(
  duty: Duty,
  attempt: { id: string; arrivedAt: number },
  beyondLimit: boolean,
): string {
  const { terms, cohort } = duty;
  const worth = credit(terms, attempt.arrivedAt);
  const came = `It arrived ${zonedWithZone(attempt.arrivedAt, cohort.zone)}`;
  if (worth === null) {
    const early = terms.opensAt !== null && attempt.arrivedAt < terms.opensAt;
    return `${came}, ${early ? 'before it opened' : 'after it closed'}: it is graded for yourself, and does not count for the class.`;
  }
  if (beyondLimit)
    return `${came}, after the ${terms.attempts} attempts that count: it is graded for yourself, and does not count for the class.`;
  if (terms.dueAt === null || attempt.arrivedAt <= terms.dueAt) return `${came}, in time.`;
  return `${came}, after it was due: it earns ${percent(worth)} of its score.`;
}
