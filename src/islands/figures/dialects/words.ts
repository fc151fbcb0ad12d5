import { DIALECT_NAMES, type Dialect } from '../../../../graders/prompt/dialects/types.ts';
import type { Phrase } from './phrases.ts';

interface Read {
  dialect: Dialect;
  phrases: readonly Phrase[];
}

/** The largest difference between two tools' readings of the same words, in a sentence. */
export function inWords(one: Read, other: Read): string {
  if (one.dialect === other.dialect) return 'Choose two different tools to compare how they read the prompt.';
  const [here, there] = [DIALECT_NAMES[one.dialect], DIALECT_NAMES[other.dialect]];
  let widest: { text: string; mine: number; theirs: number } | null = null;
  for (const { text, weight: mine, negative } of one.phrases) {
    const theirs = other.phrases.find(
      (phrase) => phrase.text === text && phrase.negative === negative,
    )?.weight;
    if (theirs === undefined) continue;
    if (!widest || Math.abs(mine - theirs) > Math.abs(widest.mine - widest.theirs))
      widest = { text, mine, theirs };
  }
  const unmatched = one.phrases.filter(
    ({ text }) => !other.phrases.some((phrase) => phrase.text === text),
  ).length;
  const letters =
    unmatched > 0
      ? ` ${unmatched} ${unmatched === 1 ? 'phrase reaches' : 'phrases reach'} ${there} in other letters than ${here}.`
      : '';
  if (!widest || widest.mine === widest.theirs)
    return letters ? letters.trim() : `${sentence(here)} and ${there} give every phrase the same weight.`;
  const { text, mine, theirs } = widest;
  return `‘${text}’ weighs ${mine} in ${here} and ${theirs} in ${there}.${letters}`;
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
