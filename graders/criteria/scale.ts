import { z } from 'zod';

/** The two ends of an absolute scale: the distance that costs nothing, and the one at which nothing is left. */
export const SCALE = { tolerance: z.number().nonnegative(), limit: z.number().positive() };

export const ordered = ({ tolerance, limit }: { tolerance: number; limit: number }): boolean =>
  limit > tolerance;
export const ORDERED = 'limit must lie above tolerance';
