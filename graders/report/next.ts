import type { Finding } from '../criteria/types.ts';
import { totalScore, type Part } from '../score/score.ts';

/**
 * The criterion whose perfection would lift the total most, and by how many points; null when nothing would. What fails
 * and must not, an essential or a protection, stands before what passes. Of equal
 * ones a failed essential stands before what passes, in the exercise's order, which is that of the work: one turns before one crops.
 */
export function mostToGain<T extends Part>(
  parts: readonly T[],
  passMark: number,
): { part: T; gain: number } | null {
  const now = totalScore(parts, passMark);
  const blocked = parts.some(blocks);
  let best: { part: T; gain: number } | null = null;
  for (const part of parts) {
    if (blocked && !blocks(part)) continue;
    const perfect = parts.map((p) => (p === part ? { ...p, score: 100, pass: true } : p));
    const gain = totalScore(perfect, passMark) - now + tieBreak(part);
    if (part.score < 99.5 && (!best || gain > best.gain)) best = { part, gain };
  }
  return best;
}

const blocks = ({ essential, protects, pass }: Part): boolean => !pass && (essential || protects);

/** Less than a point: failed essentials share the highest, the others stand by their own lack. */
const tieBreak = ({ essential, pass, score }: Part): number =>
  essential && !pass ? 0.5 : (100 - score) / 1000;

/** The remark of another criterion that must be put right before this one can be told, with its place among its remarks. */
export function causeOf<T extends { findings: readonly Finding[] }>(
  code: string,
  parts: readonly T[],
): { part: T; index: number } | null {
  for (const part of parts) {
    const index = part.findings.findIndex(({ before }) => before?.includes(code));
    if (index >= 0) return { part, index };
  }
  return null;
}
