import { Refused } from '#core/refusal.ts';
import { dateWrong, exerciseUnknown } from '#core/regrade-refusals.ts';
import type { RegradeScope } from '#core/regrade.ts';
import type { Catalogue } from '../app.ts';
import type { RegradeForm } from './app.ts';

const DAY = 86_400_000;

/** The form as a scope. Throws `Refused` 422 exercise-unknown, date-wrong. */
export function parseScope(form: RegradeForm, catalogue: Catalogue): RegradeScope {
  const exercises = form.exercises.map((given) => {
    const exercise = catalogue.byId(given) ?? catalogue.bySlug(given);
    if (!exercise) throw new Refused(exerciseUnknown(given));
    return exercise.spec.id;
  });
  if (exercises.length === 0) throw new Refused(exerciseUnknown(''));
  const until = dayOf(form.until);
  return {
    exerciseIds: [...new Set(exercises)],
    cohortId: form.cohortId === '' ? null : form.cohortId,
    since: dayOf(form.since),
    until: until === null ? null : until + DAY - 1,
  };
}

/** The first moment of a day, UTC. */
function dayOf(given: string): number | null {
  const text = given.trim();
  if (text === '') return null;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text)
    throw new Refused(dateWrong(text));
  return at;
}
