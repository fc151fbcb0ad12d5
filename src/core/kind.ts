import type { Exercise, GeneratedExercise, TextExercise } from '../../graders/types.ts';

/** What an exercise asks for, for pages: they import values of the core alone. */
export const asksForText = (exercise: Exercise): exercise is TextExercise =>
  exercise.spec.submission.kind === 'text';

export const asksForGenerated = (exercise: Exercise): exercise is GeneratedExercise =>
  exercise.spec.submission.kind === 'generated';

/** How many files are handed in together. */
export function filesWanted(exercise: Pick<Exercise, 'spec' | 'frames'>): number {
  const { submission } = exercise.spec;
  return submission.kind === 'generated' ? submission.count : Math.max(1, exercise.frames.length);
}

/** The words for what a learner hands in. */
export interface WorkWords {
  /** "your picture", "your pictures", "your text". */
  your: string;
  /** "A picture", "Pictures", "A text". */
  one: string;
  several: boolean;
}

export function workWords(exercise: Pick<Exercise, 'spec' | 'frames'>): WorkWords {
  if (exercise.spec.submission.kind === 'text') return { your: 'your text', one: 'A text', several: false };
  return filesWanted(exercise) > 1
    ? { your: 'your pictures', one: 'Pictures', several: true }
    : { your: 'your picture', one: 'A picture', several: false };
}
