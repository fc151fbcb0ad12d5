import { describe, expect, it } from 'vitest';
import { parsePrompt } from '#graders/prompt/dialects/parse.ts';
import { clipTokens, promptTokens } from '#graders/prompt/tokens.ts';

describe('clipTokens', () => {
  // Published: zer0int/CLIP-tokenizer README ("5: a photo of a cat", "3: n kabrie"); the ids 320 1125 539 320 2368 there.
  it.each([
    ['a photo of a cat', 5],
    ['n kabrie', 3],
  ])('%s = %i, as published', (text, tokens) => expect(clipTokens(text)).toBe(tokens));

  it.each([
    ['', 0],
    ['   ', 0],
    ['A  PHOTO\n of a cat', 5],
    ['cat', 1],
    ['cat,', 2],
    ["it's", 2],
    ['2024', 4],
    ['<|endoftext|>', 1],
  ])('%j = %i', (text, tokens) => expect(clipTokens(text)).toBe(tokens));

  it('counts every byte of letters it does not know', () => {
    expect(clipTokens('é')).toBe(clipTokens('e\u0301'));
    expect(clipTokens('日本')).toBeGreaterThan(0);
    expect(clipTokens('🦊')).toBeLessThanOrEqual(4);
  });

  it('takes no more tokens than bytes, and hostile runs in bounded time', () => {
    for (const text of [
      'a'.repeat(100_000),
      '('.repeat(100_000),
      '日'.repeat(30_000),
      '\u{d800}'.repeat(9),
    ]) {
      const tokens = clipTokens(text);
      expect(tokens).toBeGreaterThan(0);
      expect(tokens).toBeLessThanOrEqual(new TextEncoder().encode(text).length);
    }
  });
});

describe('promptTokens', () => {
  it.each([
    ['a photo of a (cat:1.3)', 5, 1],
    ['a photo BREAK of a cat', 5, 2],
    ['cat '.repeat(76), 76, 2],
    ['', 0, 0],
  ])('%j: %i tokens in %i chunks', (source, tokens, chunks) =>
    expect(promptTokens(parsePrompt(source, 'a1111'))).toEqual({ tokens, chunks }),
  );
});
