import type { Assignment, Cohort, StoredOverride } from '#core/cohorts.ts';
import { effectiveTerms, type Terms } from '#core/terms.ts';
import { zonedWithZone } from '#core/view/zoned.ts';
import { membersOf } from '../db/members.ts';
import { notify } from '../db/notices.ts';
import type { Trx } from '../db/open.ts';

const facts = ({ opensAt, dueAt, closesAt, attempts, late }: Terms): string =>
  JSON.stringify([opensAt, dueAt, closesAt, attempts, late]);

/** Every learner for whom an assignment holds otherwise from now on is told of what holds, whatever else they carry. Why stays among those who teach. */
export async function tellOfTerms(
  trx: Trx,
  cohort: Cohort,
  assignment: Assignment,
  change: { before: readonly StoredOverride[]; after: readonly StoredOverride[]; at: number },
): Promise<void> {
  for (const { learner, role, labels } of await membersOf(trx, cohort.id)) {
    if (role !== 'learner') continue;
    const member = { learnerId: learner.id, labelIds: labels.map(({ id }) => id) };
    const [was, is] = [change.before, change.after].map((some) => effectiveTerms(assignment, some, member));
    if (facts(was!) === facts(is!)) continue;
    await notify(trx, {
      learnerId: learner.id,
      code: 'extension',
      params: {
        assignment: assignment.title,
        due: is!.dueAt === null ? 'at no set time' : zonedWithZone(is!.dueAt, cohort.zone),
      },
      href: `/cohorts/${cohort.id}`,
      at: change.at,
    });
  }
}
