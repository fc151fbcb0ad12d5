import { z } from 'zod';
import { isWording } from './wording.ts';

export const FACETS = [
  'subject',
  'action',
  'setting',
  'light',
  'lens',
  'material',
  'palette',
  'composition',
  'mood',
  'medium',
  'exclusions',
] as const;

const Wording = z.string().refine(isWording, 'alternatives are single words: write two wordings instead');

/** One thing that the prompt must say, and the words by which it is recognised. */
export const Facet = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  facet: z.enum(FACETS),
  /** What is meant, as it stands in a sentence: "the brown glass bottle". */
  title: z.string(),
  /** Share in the criterion. */
  weight: z.number().positive().default(1),
  /** Accepted wordings. Of an exclusion: what is to be kept out. */
  any: z.array(Wording).min(1),
  /** Wordings that say the opposite or another thing: the facet is lost. */
  against: z.array(Wording).default([]),
  /** Of an exclusion: what says the same without a negation ("an empty street"). */
  instead: z.array(Wording).default([]),
  /** In so many different wordings it may be said: more are a list, not a decision. */
  most: z.int().min(1).default(3),
  /** The main thing: said within the first third of the words or the first twenty, and no other thing before it. */
  early: z.literal(true).optional(),
  /** What the dialect's weights may be at most and at least where it stands. */
  emphasis: z
    .strictObject({ least: z.number().nonnegative(), most: z.number().positive() })
    .default({ least: 0.5, most: 1.6 }),
});
export type Facet = z.output<typeof Facet>;
