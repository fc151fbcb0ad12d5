import type { Exercise } from '../../../graders/types.ts';

/** What a start picture is called when it is downloaded: `white-balance-start.png`, of a set `series-match-mint.png`. */
export const startName = (
  { slug }: Pick<Exercise, 'slug'>,
  { path }: { path: string },
  frame = 'start',
): string => `${slug}-${frame}${/\.\w+$/.exec(path)?.[0] ?? ''}`;

/** What a file of the client's material is called, on disk, in its address and when it is downloaded. */
export const materialName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const materialAddress = ({ slug }: Pick<Exercise, 'slug'>, path: string): string =>
  `/api/exercises/${slug}/material/${materialName(path)}`;

/** The address of an exercise's start picture, or of a frame's, for `app.pictures`. */
export const startRef = (
  { track, slug, spec }: Pick<Exercise, 'track' | 'slug' | 'spec'>,
  path = spec.start,
): string => `exercises/${track}/${slug}/${path}`;
