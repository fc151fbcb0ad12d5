import type { ParsedPrompt, Span } from '../dialects/types.ts';
import { stemOf } from './stem.ts';

/** One word of a prompt. Offsets count UTF-16 units of the source. */
export interface Word extends Span {
  /** Lower case, without accents and invisible signs. */
  folded: string;
  stem: string;
  /** Counted up by full stops, line ends and fragments that stand apart. */
  sentence: number;
  /** Counted up by commas as well. */
  clause: number;
  /** Joined to the word before by a hyphen. */
  joined: boolean;
  /** What it weighs by the dialect's syntax. */
  weight: number;
  /** It stands in the negative prompt, or behind what excludes. */
  negative: boolean;
}

/** Signs that nobody sees and that split no word. */
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
/** Letters apart from figures, so that "85mm" and "85 mm" are the same; a decimal sign stays with its figures. */
const WORD = /\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]+(?:['’]\p{L}+)?/gu;

export const fold = (word: string): string =>
  word.replace(INVISIBLE, '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'");

/** The words of a text in their order; a wording is read in the same way as a prompt. */
export function wordsOf(text: string): Word[] {
  return wordsIn(text, { from: 0, to: text.length, weight: 1, negative: false }, { sentence: 0, clause: 0 });
}

/** The words that reach the model, positive and negative ones, in the order of the source. */
export function wordsOfPrompt({ source, positive, negative }: ParsedPrompt): Word[] {
  const stretches = [
    ...positive.map((fragment) => ({ ...fragment, negative: false })),
    ...negative.map((fragment) => ({ ...fragment, negative: true })),
  ].sort((p, q) => p.from - q.from);
  const at = { sentence: 0, clause: 0 };
  const words: Word[] = [];
  let end = 0;
  let polarity = false;
  for (const stretch of stretches) {
    if (stretch.negative !== polarity) at.sentence++;
    count(source.slice(end, stretch.from), at);
    words.push(...wordsIn(source, stretch, at));
    [end, polarity] = [stretch.to, stretch.negative];
  }
  return words;
}

/** Behind these words "leaves" is a verb: "leaves the right half empty", "leaves room". */
const LEFT = new Set(
  'a an the its this that no nothing only room space plenty enough everything us it'.split(' '),
);

interface Stretch extends Span {
  weight: number;
  negative: boolean;
}

interface Place {
  sentence: number;
  clause: number;
}

function wordsIn(source: string, { from, to, weight, negative }: Stretch, at: Place): Word[] {
  const text = source.slice(from, to);
  const words: Word[] = [];
  let end = 0;
  for (const { 0: raw, index } of text.matchAll(WORD)) {
    const folded = fold(raw);
    if (folded === '') continue;
    const between = text.slice(end, index);
    count(between, at);
    words.push({
      from: from + index,
      to: from + index + raw.length,
      folded,
      stem: stemOf(folded),
      ...at,
      joined: /^[-‐‑]$/.test(between) && words.length > 0,
      weight,
      negative,
    });
    end = index + raw.length;
  }
  count(text.slice(end), at);
  words.forEach((word, i) => {
    if (word.folded === 'leaves' && !LEFT.has(words[i + 1]?.folded ?? '')) word.stem = stemOf('leaf');
  });
  return words;
}

/** Moves on over what stands between two words. A full stop between figures is not here: it is part of the word. */
function count(between: string, at: Place): void {
  if (/[.!?;:\n…]/.test(between)) at.sentence++;
  if (/[.!?;:\n…,|—–]|\s-\s/.test(between)) at.clause++;
}
