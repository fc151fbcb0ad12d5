import type { Fragment, ParsedPrompt } from '../prompt/dialects/types.ts';
import { NOTHING, type DialectParams, type DialectPart } from './prompt-dialect-params.ts';
import type { Finding } from './types.ts';

/** Words named in one remark. */
const MOST_NAMED = 8;

/**
 * The words of the prompt, positive and negative, against those of the brief: as often as they stand, order aside. What
 * Midjourney excludes by `--no` is a parameter and not looked at here.
 */
export function measureWords(
  { dialect, positive, negative }: ParsedPrompt,
  { words, wordsLimit }: DialectParams,
): DialectPart {
  if (words === undefined) return NOTHING;
  const given = wordsOf(words);
  const found = wordsOf(`${laid(positive)} ${dialect === 'midjourney' ? '' : laid(negative)}`);
  const missing = without(given, found);
  const added = without(found, given);
  const distance = Math.min(wordsLimit, (missing.length + added.length) / given.length);
  const findings: Finding[] = [
    ...(missing.length > 0
      ? [{ code: 'prompt-dialect.words-missing', params: { words: named(missing) }, gain: 2 }]
      : []),
    ...(added.length > 0
      ? [{ code: 'prompt-dialect.words-new', params: { words: named(added) }, gain: 1 }]
      : []),
  ];
  if (findings.length === 0) findings.push({ code: 'prompt-dialect.words-kept', params: {} });
  return { terms: { words: { distance, tolerance: 0, limit: wordsLimit } }, spans: [], findings };
}

const named = (words: readonly string[]): string =>
  words
    .slice(0, MOST_NAMED)
    .map((word) => word.slice(0, 30))
    .join(', ') + (words.length > MOST_NAMED ? ' …' : '');

const laid = (fragments: readonly Fragment[]): string =>
  fragments
    .map(({ text, part = 0 }, i) => (i > 0 && part !== (fragments[i - 1]!.part ?? 0) ? ' ' : '') + text)
    .join('');

const wordsOf = (text: string): string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu) ?? [];

function without(words: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1);
  return words.filter((word) => {
    const n = left.get(word) ?? 0;
    if (n > 0) left.set(word, n - 1);
    return n === 0;
  });
}
