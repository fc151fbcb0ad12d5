import type { Db, Trx } from './open.ts';

export interface CheckAnswer {
  lesson: string;
  question: string;
  choice: number;
  correct: boolean;
}

export async function checkAnswers(db: Db, learnerId: string, lesson?: string): Promise<CheckAnswer[]> {
  let query = db
    .selectFrom('check_answers')
    .select(['lesson', 'question', 'choice', 'correct'])
    .where('learner_id', '=', learnerId);
  if (lesson !== undefined) query = query.where('lesson', '=', lesson);
  const rows = await query.orderBy('lesson').orderBy('question').execute();
  return rows.map((row) => ({ ...row, correct: row.correct === 1 }));
}

/** The last answer counts, until one was right: what is learnt stays learnt. */
export async function putCheckAnswer(
  trx: Trx,
  learnerId: string,
  answer: CheckAnswer,
  at: number,
): Promise<void> {
  const { lesson, question, choice } = answer;
  const given = { choice, correct: answer.correct ? 1 : 0, answered_at: at };
  await trx
    .insertInto('check_answers')
    .values({ learner_id: learnerId, lesson, question, ...given })
    .onConflict((conflict) =>
      conflict
        .columns(['learner_id', 'lesson', 'question'])
        .doUpdateSet(given)
        .where('check_answers.correct', '=', 0),
    )
    .execute();
}
