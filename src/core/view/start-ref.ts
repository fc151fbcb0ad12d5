import type { Exercise } from '../../../graders/types.ts';

/** What the start picture is called when it is downloaded: `white-balance-start.png`. */
export const startName = ({ slug, spec }: Pick<Exercise, 'slug' | 'spec'>): string =>
  `${slug}-start${/\.\w+$/.exec(spec.start)?.[0] ?? ''}`;

/** The address of an exercise's start picture, for `app.pictures`. */
export const startRef = (exercise: Pick<Exercise, 'track' | 'slug' | 'spec'>): string =>
  `exercises/${exercise.track}/${exercise.slug}/${exercise.spec.start}`;
