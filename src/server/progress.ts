import { signInNeeded } from '#core/account-refusals.ts';
import { Refused } from '#core/refusal.ts';
import { exerciseProgress, lessonProgress } from '#core/progress.ts';
import type { Catalogue, Progress } from './app.ts';
import { checkAnswers, putCheckAnswer } from './db/check-answers.ts';
import { ownerOf } from './db/learners.ts';
import type { Store } from './db/open.ts';
import { verdictsOf } from './db/reports.ts';

export function progress({
  store,
  catalogue,
  now,
}: {
  store: Store;
  catalogue: Catalogue;
  now: () => number;
}): Progress {
  return {
    async exercises(learner) {
      const verdicts = await verdictsOf(store.db, learner.id);
      return new Map(
        catalogue.all().map(({ spec }) => [spec.id, exerciseProgress(verdicts.get(spec.id) ?? [])]),
      );
    },
    async lessons(learner, totals) {
      const answers = await checkAnswers(store.db, learner.id);
      return new Map(
        [...totals].map(([lesson, total]) => [
          lesson,
          lessonProgress(
            answers.filter((answer) => answer.lesson === lesson),
            total,
          ),
        ]),
      );
    },
    async checks(learner, lesson) {
      const answers = await checkAnswers(store.db, learner.id, lesson);
      return new Map(answers.map(({ question, choice, correct }) => [question, { choice, correct }]));
    },
    answerCheck: (learner, lesson, question, choice, correct) =>
      store.transaction(async (trx) => {
        const owner = await ownerOf(trx, learner.id);
        if (!owner) throw new Refused(signInNeeded());
        await putCheckAnswer(trx, owner, { lesson, question, choice, correct }, now());
      }),
  };
}
