/** Words that a shingle holds. */
const LONG = 3;
/** Fewer shingles than these are chance: such a text is compared with nothing. */
const LEAST = 12;

/** From it two texts share so much that somebody should look: see the table in `graders/integrity/README.md`. */
export const SHARED = 0.2;

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * Runs of three words of a text without the words of its brief and of a text to start from (`given`), which everybody has
 * from the same page. Null where too little is left to tell anything.
 */
export function shinglesOf(text: string, given: string): Set<string> | null {
  const shared = new Set(wordsOf(given));
  const own = wordsOf(text).filter((word) => !shared.has(word));
  const runs = own.slice(LONG - 1).map((_, i) => own.slice(i, i + LONG).join(' '));
  const set = new Set(runs);
  return set.size < LEAST ? null : set;
}

/** What two sets share of what either has: Jaccard, 0..1. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const one of a) if (b.has(one)) shared += 1;
  return shared / (a.size + b.size - shared || 1);
}
