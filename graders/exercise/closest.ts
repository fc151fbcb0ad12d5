/** Levenshtein's distance: single signs to insert, leave out or exchange. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1])));
    row = next;
  }
  return row[b.length]!;
}

/** What somebody who wrote `word` may have meant; null where nothing is near, at most two signs in five and three in all. */
export function closest(word: string, known: readonly string[]): string | null {
  const near = Math.min(3, Math.max(1, Math.floor(word.length * 0.4)));
  const [best] = known
    .map((one) => ({ one, off: distance(word.toLowerCase(), one.toLowerCase()) }))
    .filter(({ off }) => off <= near)
    .sort((p, q) => p.off - q.off);
  return best?.one ?? null;
}

/** The question to ask about a word that is not known; empty where nothing is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const meant = closest(word, known);
  return meant === null ? '' : `. Did you mean “${meant}”?`;
}
