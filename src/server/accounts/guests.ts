import type { Learner } from '#core/types.ts';
import { newId } from '../ids.ts';

/** Somebody who has no account; a row is made only with the first thing they leave. */
export const newGuest = (createdAt: number): Learner => ({
  id: newId(),
  name: 'Guest',
  email: null,
  guest: true,
  role: 'learner',
  createdAt,
});
