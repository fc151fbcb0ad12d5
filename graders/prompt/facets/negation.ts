import { PREPOSITIONS } from './function-words.ts';
import type { Word } from './words.ts';

/** Words that exclude what follows. */
const EXCLUDERS = new Set(
  "no not without never none neither nor zero avoid avoids avoiding remove removing delete reject forbid ban refuse hate exclude excluding excludes omit omitting lacking lacks minus sans don't doesn't isn't aren't cannot can't".split(
    ' ',
  ),
);
/** The same of two words: "free of people", "instead of a flash". */
const PAIRS = new Set([
  'free of',
  'free from',
  'devoid of',
  'clear of',
  'empty of',
  'instead of',
  'rather than',
  'absence of',
  'lack of',
  'anything but',
  'nothing like',
  'hardly any',
  'opposite of',
]);
/** These exclude what stands before them. */
const ABSENT = new Set('absent excluded omitted banned forbidden missing unwanted'.split(' '));
/** "no more than", "not only", "no doubt" exclude nothing. */
const HARMLESS = new Set('more less fewer doubt longer matter only just merely'.split(' '));
/** From here on the sentence speaks of what is there again. */
const TURNS = new Set('but only just except yet instead rather so that which while'.split(' '));
/** Words an exclusion reaches over at most; lists of things are joined by "or". */
const REACH = 6;

/**
 * Which words are excluded: those of the negative prompt, those behind a negator up to the end of its phrase ("no
 * people", "without people or cars", "free of text"), and what is taken away by an ending ("people-free", "shadowless"
 * with its stem).
 */
export function excluded(words: readonly Word[]): boolean[] {
  const out = words.map(({ negative }) => negative);
  words.forEach((word, i) => {
    const next = words[i + 1];
    if (next?.folded === 'free' && next.joined) out[i] = true;
    if (ABSENT.has(word.folded)) markBack(words, i, out);
    if (PAIRS.has(`${word.folded} ${next?.folded}`)) mark(words, i + 2, word, out);
    else if (EXCLUDERS.has(word.folded) && !HARMLESS.has(next?.folded ?? '')) mark(words, i + 1, word, out);
  });
  return out;
}

/** "People and hands are absent": what stands before it in its sentence. */
function markBack(words: readonly Word[], absent: number, out: boolean[]): void {
  for (let i = absent - 1; i >= Math.max(0, absent - 2 * REACH); i--) {
    if (words[i]!.sentence !== words[absent]!.sentence || TURNS.has(words[i]!.folded)) return;
    out[i] = true;
  }
}

function mark(words: readonly Word[], from: number, negator: Word, out: boolean[]): void {
  const list = endOfList(words, from, negator);
  for (let i = from, reached = 0; i < words.length && (reached < REACH || i <= list); i++, reached++) {
    const word = words[i]!;
    if (word.sentence !== negator.sentence) return;
    if (word.clause !== negator.clause && i > list) return;
    if (TURNS.has(word.folded)) return;
    if (i > from && PREPOSITIONS.has(word.folded) && word.folded !== 'of' && i > list) return;
    out[i] = true;
  }
}

/** "without people, cars or signs": the last word of a list that "or" closes, or −1. */
function endOfList(words: readonly Word[], from: number, { sentence }: Word): number {
  for (let i = from; i < Math.min(words.length, from + 14) && words[i]!.sentence === sentence; i++) {
    const { folded } = words[i]!;
    if (TURNS.has(folded) || PREPOSITIONS.has(folded)) return -1;
    if (folded === 'or' || folded === 'nor') return i + 1;
    // "exclude people, hands and plants.": the last one ends the phrase.
    if (
      folded === 'and' &&
      words[i + 1]?.clause !== words[i + 2]?.clause &&
      words[from]!.clause !== words[i]!.clause
    )
      return i + 1;
  }
  return -1;
}
