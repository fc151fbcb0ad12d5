import type { Learner } from './types.ts';

/** A learner's attempt is seen by the learner, and by those who teach here. */
export function maySee(viewer: Learner, ownerId: string): boolean {
  return viewer.id === ownerId || viewer.role === 'instructor' || viewer.role === 'owner';
}
