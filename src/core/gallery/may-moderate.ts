import type { Learner } from '../types.ts';

/** Who looks after the gallery. */
export const mayModerate = ({ role }: Pick<Learner, 'role'>): boolean =>
  role === 'owner' || role === 'instructor';
