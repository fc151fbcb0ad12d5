import { totalScore, type Part } from '../score/score.ts';

/** The criterion whose perfection would lift the total most, and by how many points; null when nothing would. */
export function mostToGain<T extends Part>(
  parts: readonly T[],
  passMark: number,
): { part: T; gain: number } | null {
  const now = totalScore(parts, passMark);
  let best: { part: T; gain: number } | null = null;
  for (const part of parts) {
    const perfect = parts.map((p) => (p === part ? { ...p, score: 100, pass: true } : p));
    // Where one failed essential hides behind another, the criterion's own lack breaks the tie.
    const gain = totalScore(perfect, passMark) - now + (100 - part.score) / 1000;
    if (part.score < 99.5 && (!best || gain > best.gain)) best = { part, gain };
  }
  return best;
}
