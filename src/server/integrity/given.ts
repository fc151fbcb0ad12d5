import { isText } from '../../../graders/exercise/kind.ts';
import type { Exercise } from '../../../graders/types.ts';

/** What everybody who writes for an exercise has from its page: the brief, and the text to start from where there is one. */
export const givenAt = (exercise: Exercise | null): string =>
  exercise && isText(exercise) ? `${exercise.brief} ${exercise.spec.submission.given ?? ''}` : '';
