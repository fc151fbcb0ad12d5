import { z } from 'zod';
import type { TextSpan } from '../prompt/types.ts';
import type { Finding, Term } from './types.ts';

/** A phrase as the model must be told it. */
const WeightWanted = z.strictObject({
  phrase: z.string().min(1),
  weight: z.number(),
  /** What costs nothing, either way. */
  tolerance: z.number().nonnegative().default(0.015),
  /** What leaves nothing of its score. */
  limit: z.number().positive().default(0.15),
  side: z.enum(['positive', 'negative']).default('positive'),
});

/** What a parameter may be: one of these values, a number in a range, or exactly these items (`--no`). */
const ParameterWanted = z.union([
  z.strictObject({ is: z.array(z.string()).min(1) }),
  z.strictObject({ least: z.number(), most: z.number() }),
  z.strictObject({ items: z.array(z.union([z.string(), z.array(z.string()).min(1)])).min(1) }),
]);

export const DialectParams = z
  .strictObject({
    weights: z.array(WeightWanted).min(1).optional(),
    /** By documented name, or null for one that must not be there. */
    parameters: z.record(z.string(), ParameterWanted.nullable()).optional(),
    /** Parameters that may be there beside those asked for; all others cost. */
    allow: z.array(z.string()).default([]),
    /** Nothing that the tool would misread or take for text. */
    syntax: z.literal(true).optional(),
    /** The words of the prompt, signs and weights aside: none may be missing, none be new. */
    words: z.string().min(1).optional(),
    /** The share of them that may differ before nothing is left. */
    wordsLimit: z.number().positive().max(1).default(0.25),
  })
  .refine(({ weights, parameters, syntax, words }) => weights ?? parameters ?? syntax ?? words, {
    message: 'at least one of weights, parameters, syntax, words',
  });
export type DialectParams = z.output<typeof DialectParams>;

/** What one part of the criterion contributes. */
export interface DialectPart {
  terms: Record<string, Term>;
  spans: TextSpan[];
  findings: Finding[];
}

export const NOTHING: DialectPart = { terms: {}, spans: [], findings: [] };
