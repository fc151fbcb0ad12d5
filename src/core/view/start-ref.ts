import type { Exercise } from '../../../graders/types.ts';

/** The address of an exercise's start picture, for `app.pictures`. */
export const startRef = (exercise: Pick<Exercise, 'track' | 'slug' | 'spec'>): string =>
  `exercises/${exercise.track}/${exercise.slug}/${exercise.spec.start}`;
