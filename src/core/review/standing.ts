import { may, type Action, type CohortRole } from '../permissions.ts';
import type { Learner } from '../types.ts';

/** How a person stands to an attempt. */
export interface Standing {
  /** It is their own. */
  own: boolean;
  /** Cohorts that it was made for, with the person's role there. */
  cohorts: readonly { cohortId: string; role: CohortRole | null }[];
  /** Its learner has appealed from its result. */
  appealed: boolean;
}

/** What answering an appeal takes. */
const ANSWERING: readonly Action[] = [
  'attempt.see',
  'attempt.original',
  'comment.write',
  'grade.give',
  'appeal.decide',
];

/**
 * Staff of a cohort may do it at work made for that cohort, an owner anywhere. Who learns without a class has the school's
 * instructors to appeal to: an appeal opens the attempt to them.
 */
export function mayAt(person: Pick<Learner, 'role' | 'guest'>, action: Action, standing: Standing): boolean {
  const { cohorts, appealed } = standing;
  if (may(person, action, null) || cohorts.some(({ role }) => may(person, action, role))) return true;
  const alone = cohorts.length === 0 && appealed && ANSWERING.includes(action);
  return alone && person.role === 'instructor' && !person.guest;
}
