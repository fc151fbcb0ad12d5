import { foreignIn } from './foreign.ts';
import { nothingIn } from './reading.ts';
import type { ParsedPrompt } from './types.ts';

/** Plain sentences: all words weigh the same, and the signs of other dialects are words too. */
export function parseNatural(source: string): ParsedPrompt {
  return {
    ...nothingIn(source, 'natural'),
    positive: source === '' ? [] : [{ text: source, weight: 1, from: 0, to: source.length }],
    problems: foreignIn(source, 'natural'),
  };
}
