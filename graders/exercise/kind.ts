import type { Exercise, GeneratedExercise, LaidExercise, TextExercise } from '../types.ts';

export const isText = (exercise: Exercise): exercise is TextExercise =>
  exercise.spec.submission.kind === 'text';

export const isGenerated = (exercise: Exercise): exercise is GeneratedExercise =>
  exercise.spec.submission.kind === 'generated';

export const isLaid = (exercise: Exercise): exercise is LaidExercise =>
  !isText(exercise) && !isGenerated(exercise);

/** The same exercise, of which the caller knows that its pictures lie on a reference. */
export function asLaid(exercise: Exercise): LaidExercise {
  if (isLaid(exercise)) return exercise;
  throw new Error(
    `${exercise.slug}: expected pictures laid on a reference, but it asks for ${exercise.spec.submission.kind}`,
  );
}
