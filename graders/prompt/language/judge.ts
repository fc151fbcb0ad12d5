import { z } from 'zod';
import type { Language } from './language.ts';

const Range = z.strictObject({ tolerance: z.number().min(0).max(1), limit: z.number().min(0).max(1) });

/** Where each sign of a text that is none begins to cost, and where it costs everything. */
export const LanguageScale = z.strictObject({
  /** CLIP tokens. */
  length: z.strictObject({ least: z.int().positive(), most: z.int().positive() }),
  /** Share of words in runs of five that the brief has as well. */
  copied: Range.default({ tolerance: 0.15, limit: 0.5 }),
  /** Share of joining words: the tolerance lies above the limit. 0 and 0 where a list of tags is how one writes. */
  joining: Range.default({ tolerance: 0.2, limit: 0.08 }),
  /** Share of words in phrases of at most four. 1 and 1 where a list of tags is how one writes. */
  chopped: Range.default({ tolerance: 0.6, limit: 0.9 }),
  /** Words of the longest phrase. */
  longest: z
    .strictObject({ tolerance: z.int().positive(), limit: z.int().positive() })
    .default({ tolerance: 30, limit: 44 }),
  broken: Range.default({ tolerance: 0.04, limit: 0.2 }),
  monotony: Range.default({ tolerance: 0.5, limit: 0.75 }),
  /** Share of words that ask, suppose or speak of the text itself. */
  indirect: Range.default({ tolerance: 0.08, limit: 0.35 }),
  repeated: Range.default({ tolerance: 0.05, limit: 0.18 }),
  /** Places where a joint cannot join what it stands between: so many are forgiven, so many cost everything. */
  unattached: z
    .strictObject({ tolerance: z.int().nonnegative(), limit: z.int().positive() })
    .default({ tolerance: 1, limit: 6 }),
  /** Attributes of one thing before the noun of another. */
  swapped: z
    .strictObject({ tolerance: z.int().nonnegative(), limit: z.int().positive() })
    .default({ tolerance: 2, limit: 6 }),
  /** Share of verbs of which a picture shows nothing. */
  verbs: Range.default({ tolerance: 0.4, limit: 0.9 }),
});
export type LanguageScale = z.output<typeof LanguageScale>;

export const FAULTS = [
  'copied',
  'heap',
  'chopped',
  'endless',
  'broken',
  'monotony',
  'unattached',
  'swapped',
  'verbs',
  'indirect',
  'repeated',
  'opposed',
  'forbidden',
  'foreign',
  'filler',
  'too-long',
  'too-short',
] as const;
export type LanguageFault = (typeof FAULTS)[number];

/** What one contradiction, one name and one foreign sign take away. */
const OPPOSED = 0.4;
const NAMED = 0.5;
const FOREIGN = 0.35;
const FILLER = 0.07;

const clamp01 = (value: number): number => Math.min(1, Math.max(0, value));
const ramp = (value: number, { tolerance, limit }: { tolerance: number; limit: number }): number =>
  limit === tolerance ? 0 : clamp01((value - tolerance) / (limit - tolerance));

/** How much each fault takes away, 0..1. What is left is the product of 1 − each. */
export function faultsOf(language: Language, scale: LanguageScale): Record<LanguageFault, number> {
  const { tokens, grammar } = language;
  const { least, most } = scale.length;
  return {
    copied: ramp(language.copied.share, scale.copied),
    heap: ramp(grammar.joining, scale.joining),
    chopped: ramp(grammar.chopped, scale.chopped),
    endless: ramp(grammar.longest, scale.longest),
    broken: ramp(grammar.broken, scale.broken),
    monotony: ramp(grammar.monotony, scale.monotony),
    unattached: ramp(language.unattached.length, scale.unattached),
    swapped: ramp(language.swapped.length, scale.swapped),
    verbs: ramp(language.verbs.share, scale.verbs),
    indirect: ramp(language.indirect.share, scale.indirect),
    repeated: ramp(language.repeated.share, scale.repeated),
    opposed: clamp01(OPPOSED * language.opposed.length),
    forbidden: clamp01(NAMED * language.forbidden.length),
    foreign: clamp01(FOREIGN * language.foreign.length),
    filler: Math.min(0.25, FILLER * language.fillers.length),
    'too-long': clamp01((tokens - most) / most),
    'too-short': clamp01((least - tokens) / least),
  };
}

/** 1 − Π (1 − fault): 0 is a prompt that reads as language. */
export const lost = (faults: Record<LanguageFault, number>): number =>
  1 - Object.values(faults).reduce((left, fault) => left * (1 - fault), 1);
