import type { ExerciseProgress, LessonProgress } from './types.ts';

/** One attempt as progress sees it: the verdict of its newest report, or null while there is none. */
export interface Verdict {
  attemptId: string;
  outcome: 'passed' | 'not-yet' | 'ungradable' | null;
  score: number | null;
}

/** Best score over all graded attempts; passed once is passed. Ungradable files do not count as attempts. */
export function exerciseProgress(verdicts: readonly Verdict[]): ExerciseProgress {
  const graded = verdicts.filter(({ outcome }) => outcome === 'passed' || outcome === 'not-yet');
  const best = graded.reduce<Verdict | null>(
    (top, one) => ((one.score ?? 0) > (top?.score ?? -1) ? one : top),
    null,
  );
  const passed = graded.some(({ outcome }) => outcome === 'passed');
  return {
    state: passed ? 'passed' : verdicts.length > 0 ? 'in-work' : 'new',
    bestScore: best?.score ?? null,
    bestAttemptId: best?.attemptId ?? null,
    attempts: graded.length,
  };
}

/** A lesson is done when every check question has been answered right; one without questions is never left open. */
export function lessonProgress(answers: readonly { correct: boolean }[], total: number): LessonProgress {
  const answered = Math.min(answers.length, total);
  const correct = Math.min(answers.filter((answer) => answer.correct).length, total);
  const state = total > 0 && correct === total ? 'done' : answered > 0 ? 'in-work' : 'new';
  return { state, answered, correct, total };
}
