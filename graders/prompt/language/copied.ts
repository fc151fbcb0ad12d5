import type { Word } from '../facets/words.ts';

/** Words in a row by which a passage is known again. */
const RUN = 5;

/** Which words stand in a run of five that the brief has as well. */
export function copiedFrom(brief: readonly Word[], words: readonly Word[]): boolean[] {
  const known = new Set<string>();
  for (let i = 0; i + RUN <= brief.length; i++) known.add(run(brief, i));
  const copied = words.map(() => false);
  for (let i = 0; i + RUN <= words.length; i++) if (known.has(run(words, i))) copied.fill(true, i, i + RUN);
  return copied;
}

const run = (words: readonly Word[], from: number): string =>
  words
    .slice(from, from + RUN)
    .map(({ stem }) => stem)
    .join(' ');
