import type { Dialect, ParsedPrompt } from './dialects/types.ts';

/** A text taken as one plain fragment. */
export const parsePrompt = (source: string, dialect: Dialect): ParsedPrompt => ({
  dialect,
  source,
  positive: [{ text: source, weight: 1, from: 0, to: source.length }],
  negative: [],
  parameters: [],
  loras: [],
  schedules: [],
  problems: [],
});

/** A rough count until the tokenizer stands: words and marks. */
export const clipTokens = (text: string): number =>
  text.match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]+/gu)?.length ?? 0;
