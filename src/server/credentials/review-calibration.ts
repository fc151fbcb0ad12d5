import { calibrationMoved } from '#core/certificates/review-refusals.ts';
import { agreement, samplesOfRound, type Rubric } from '#core/certificates/rubric.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import type { Learner } from '#core/types.ts';
import { recordAudit } from '../db/audit.ts';
import { insertRound, roundsOf } from '../db/calibrations.ts';
import type { Db, Trx } from '../db/open.ts';
import { newId } from '../ids.ts';
import type { Parts } from './parts.ts';
import type { ReviewDesk } from './review-app.ts';
import { parseLevels } from './review-parse.ts';

/** Rounds that this reviewer has marked by the rubric as it is now. */
const roundsBy = (db: Db | Trx, reviewerId: string, { id, version }: Rubric) =>
  roundsOf(db, { reviewerId, rubric: id, version });

/** Whether the reviewer has agreed with the reference marks in any round. */
export async function isCalibrated(db: Db | Trx, reviewerId: string, rubric: Rubric): Promise<boolean> {
  return (await roundsBy(db, reviewerId, rubric)).some(({ agrees }) => agrees);
}

/** Marking sample works before the work of learners. */
export function calibrating(
  { store, curriculum, now }: Parts,
  viewer: Learner,
): Pick<ReviewDesk, 'rubrics' | 'calibration' | 'calibrate'> {
  const used = curriculum.rubrics.filter(({ id }) =>
    curriculum.rules.some(({ needs }) => needs.rubric === id),
  );
  return {
    rubrics: () =>
      Promise.all(
        used.map(async (rubric) => {
          const rounds = await roundsBy(store.db, viewer.id, rubric);
          return { rubric, calibrated: rounds.some(({ agrees }) => agrees), rounds: rounds.length };
        }),
      ),

    async calibration(id) {
      const rubric = used.find((one) => one.id === id);
      if (!rubric) return null;
      const rounds = await roundsBy(store.db, viewer.id, rubric);
      const last = rounds.at(-1);
      return {
        rubric,
        calibrated: rounds.some(({ agrees }) => agrees),
        round: rounds.length,
        samples: samplesOfRound(rubric, rounds.length),
        last: last ? { ...last, samples: samplesOfRound(rubric, last.round) } : null,
      };
    },

    calibrate: (id, form) =>
      outcomeOf(async () => {
        const rubric = used.find((one) => one.id === id);
        if (!rubric || form.version !== String(rubric.version)) throw new Refused(calibrationMoved());
        await store.transaction(async (trx) => {
          const round = (await roundsBy(trx, viewer.id, rubric)).length;
          if (form.round !== String(round)) throw new Refused(calibrationMoved());
          const samples = samplesOfRound(rubric, round);
          const levels = parseLevels(rubric, samples, form);
          const found = { ...agreement(rubric, samples, levels), round, levels, doneAt: now() };
          const of = { reviewerId: viewer.id, rubric: rubric.id, version: rubric.version };
          if (!(await insertRound(trx, of, found))) throw new Refused(calibrationMoved());
          const { mean, furthest, agrees } = found;
          await recordAudit(trx, {
            id: newId(),
            at: now(),
            actorId: viewer.id,
            cohortId: null,
            code: 'rubric.calibrated',
            subject: rubric.id,
            after: { version: rubric.version, round, mean, furthest, agrees },
          });
        });
      }),
  };
}
