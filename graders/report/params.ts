import { z } from 'zod';

/** Values put into a feedback text; numbers are already rounded to what the method supports. */
export const Params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type Params = z.infer<typeof Params>;
