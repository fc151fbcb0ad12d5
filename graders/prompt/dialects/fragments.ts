import type { Fragment } from './types.ts';

/** Neighbours of equal weight as one: what the model is told, whatever the brackets. */
export function mergedFragments(fragments: readonly Fragment[]): Fragment[] {
  const merged: Fragment[] = [];
  for (const fragment of fragments) {
    const last = merged.at(-1);
    const same =
      last &&
      last.weight === fragment.weight &&
      (last.part ?? 0) === (fragment.part ?? 0) &&
      last.schedule === fragment.schedule &&
      last.alternative === fragment.alternative;
    if (same) merged[merged.length - 1] = { ...last, text: last.text + fragment.text, to: fragment.to };
    else merged.push(fragment);
  }
  return merged;
}

export interface Weighed {
  /** Where the phrase stands in the source. */
  from: number;
  to: number;
  /** The weights of its words: both equal unless a bracket cuts the phrase in two. */
  least: number;
  most: number;
}

/**
 * Looks phrases up among the words that reach the model: where each stands and what it weighs there. Case and runs of
 * white space do not matter, and a phrase begins and ends with a whole word.
 */
export function phraseFinder(fragments: readonly Fragment[]): (phrase: string) => Weighed[] {
  const { text, owner } = laidOut(fragments);
  return (phrase) => {
    const words = tidy(phrase);
    const found: Weighed[] = [];
    if (words === '') return found;
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
      const end = at + words.length;
      if (isLetter(text[at - 1]) && isLetter(text[at])) continue;
      if (isLetter(text[end - 1]) && isLetter(text[end])) continue;
      const inside = fragments.slice(owner[at], owner[end - 1]! + 1);
      const weights = inside.filter((f) => f.text.trim() !== '').map(({ weight }) => weight);
      const first = inside[0]!;
      const last = inside.at(-1)!;
      found.push({
        ...(first === last ? placed(first, words) : { from: first.from, to: last.to }),
        least: Math.min(...weights),
        most: Math.max(...weights),
      });
    }
    return found;
  };
}

/** Between sub-prompts: no phrase reaches across. */
const CUT = '\u0000';

/** All words with single spaces, and for each character the fragment it is from. */
function laidOut(fragments: readonly Fragment[]): { text: string; owner: number[] } {
  const characters: string[] = [];
  const owner: number[] = [];
  let space = true;
  fragments.forEach((fragment, i) => {
    const apart = i > 0 && (fragments[i - 1]!.part ?? 0) !== (fragment.part ?? 0);
    for (const character of (apart ? CUT : '') + fragment.text.toLowerCase()) {
      const plain = /\s/.test(character) ? ' ' : character;
      if (plain === ' ' && space) continue;
      space = plain === ' ';
      characters.push(plain);
      for (let unit = 0; unit < plain.length; unit++) owner.push(i);
    }
  });
  return { text: characters.join(''), owner };
}

/** The phrase inside its fragment where its words stand there as they are, otherwise the fragment. */
function placed({ from, to, text }: Fragment, words: string): { from: number; to: number } {
  const at = text.length === to - from ? text.toLowerCase().indexOf(words) : -1;
  return at < 0 ? { from, to } : { from: from + at, to: from + at + words.length };
}

const tidy = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();

const isLetter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);
