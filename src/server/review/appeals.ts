import { outcomeOf, Refused } from '#core/refusal.ts';
import * as refusals from '#core/review/refusals.ts';
import type { Learner } from '#core/types.ts';
import { answerAppeal, appealsOf, insertAppeal, withdrawAppeal } from '../db/appeals.ts';
import { attemptById } from '../db/attempts.ts';
import { recordAudit } from '../db/audit.ts';
import { notify } from '../db/notices.ts';
import type { Trx } from '../db/open.ts';
import { countedVerdicts, reportsOf } from '../db/reports.ts';
import { moveReview } from '../db/reviews.ts';
import { newId } from '../ids.ts';
import type { Appeals } from './app.ts';
import { applyGrades } from './grades.ts';
import { parseCriterion, parseScore, parseText } from './parse.ts';
import { passMarkOf, titleOf, type ReviewParts } from './review.ts';
import { requireAt } from './standing.ts';

export function appeals({ store, catalogue, now }: ReviewParts): Appeals {
  const ownAttempt = async (trx: Trx, learner: Learner, attemptId: string) => {
    const attempt = await attemptById(trx, attemptId);
    if (attempt?.learner_id !== learner.id || learner.guest) throw new Refused(refusals.noSuchAttempt());
    return attempt;
  };

  return {
    make: (learner, attemptId, form) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          await ownAttempt(trx, learner, attemptId);
          const verdict = (await countedVerdicts(trx, [attemptId])).get(attemptId);
          if (!verdict) throw new Refused(refusals.nothingToAppeal());
          const earlier = await appealsOf(trx, attemptId);
          if (earlier.some(({ state }) => state === 'open')) throw new Refused(refusals.appealOpen());
          const report = (await reportsOf(trx, [attemptId])).get(attemptId)?.report ?? null;
          const reason = parseText('The reason', form.reason);
          if (reason === '') throw new Refused(refusals.reasonMissing('An appeal'));
          const criterion = parseCriterion(form.criterion, report);
          const made = { id: newId(), criterion, reason, consent: form.consent, madeAt: now() };
          await insertAppeal(trx, attemptId, made);
          await recordAudit(trx, {
            id: newId(),
            at: made.madeAt,
            actorId: learner.id,
            cohortId: null,
            code: 'appeal.made',
            subject: attemptId,
            after: { criterion },
            reason,
          });
        }),
      ),

    withdraw: (learner, attemptId, appealId) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          await ownAttempt(trx, learner, attemptId);
          const at = now();
          if (!(await withdrawAppeal(trx, attemptId, appealId, at)))
            throw new Refused(refusals.appealAnswered());
          await recordAudit(trx, {
            id: newId(),
            at,
            actorId: learner.id,
            cohortId: null,
            code: 'appeal.withdrawn',
            subject: attemptId,
          });
        }),
      ),

    answer: (viewer, attemptId, form) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          const { attempt, cohortId } = await requireAt(trx, viewer, attemptId, 'appeal.decide');
          const at = now();
          const answer = parseText('The answer', form.answer);
          if (answer === '') throw new Refused(refusals.answerMissing());
          const appeal = (await appealsOf(trx, attemptId)).find(({ id }) => id === form.appealId);
          const answered = { accepted: form.accepted, answer, by: viewer.id, at };
          if (!appeal || !(await answerAppeal(trx, attemptId, form.appealId, answered)))
            throw new Refused(refusals.appealAnswered());
          const before = (await countedVerdicts(trx, [attemptId])).get(attemptId) ?? null;
          if (form.accepted) {
            const score = parseScore(form.score);
            if (score === null) throw new Refused(refusals.gradeMissing());
            const report = (await reportsOf(trx, [attemptId])).get(attemptId)?.report ?? null;
            const passMark = report?.passMark ?? passMarkOf(attempt, catalogue);
            const graded = { attemptId, report, passMark, cohortId, by: viewer, at };
            await applyGrades(trx, graded, [{ criterion: appeal.criterion, score, note: answer }]);
            await moveReview(trx, attemptId);
          }
          await notify(trx, {
            learnerId: attempt.learner_id,
            code: 'appeal-answered',
            params: {
              exercise: titleOf(attempt, catalogue),
              outcome: form.accepted ? 'accepted' : 'declined',
              answer,
            },
            href: `/attempts/${attemptId}`,
            at,
          });
          await recordAudit(trx, {
            id: newId(),
            at,
            actorId: viewer.id,
            cohortId,
            code: form.accepted ? 'appeal.accepted' : 'appeal.declined',
            subject: attemptId,
            before,
            after: (await countedVerdicts(trx, [attemptId])).get(attemptId) ?? null,
            reason: answer,
          });
        }),
      ),
  };
}
