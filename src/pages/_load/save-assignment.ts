import type { Move } from '#core/moves.ts';
import type { Learner, Outcome } from '#core/types.ts';
import { readAssignmentForm, type AssignmentForm } from '#core/view/assignment-form.ts';
import type { Cohorts } from '../../server/cohorts/app.ts';

const PREFIX = 'move-';

/** What of the form decides whom a change touches. */
const signature = ({ opens, due, closes, late, steps, attempts, version }: AssignmentForm): string =>
  JSON.stringify([opens, due, closes, late, steps, attempts, version]);

const touchesNobody = ({ overrides, worseAttempts, betterAttempts, following }: Move): boolean =>
  overrides.length + worseAttempts + betterAttempts + following.length === 0;

/**
 * Saving an assignment in two steps: a change that touches extensions or work that was handed in is shown first, and
 * saved when the same form comes again.
 */
export function savingAssignment(cohorts: Cohorts, id: string) {
  let preview: Move | null = null;
  return {
    signature,
    preview: () => preview,
    async save(sent: FormData, learner: Learner, cohortId: string): Promise<Outcome<string | null>> {
      const form = readAssignmentForm(sent);
      const looked = await cohorts.previewChange(learner, cohortId, id, form);
      if (!looked.ok) return looked;
      if (!touchesNobody(looked.value) && sent.get('seen') !== signature(form)) {
        preview = looked.value;
        return { ok: true, value: null };
      }
      const along = [...sent].flatMap(([name, value]) =>
        name.startsWith(PREFIX) && value === 'along' ? [name.slice(PREFIX.length)] : [],
      );
      const saved = await cohorts.changeAssignment(learner, cohortId, id, form, along);
      return saved.ok ? { ok: true, value: `/cohorts/${cohortId}?done=changed` } : saved;
    },
  };
}
