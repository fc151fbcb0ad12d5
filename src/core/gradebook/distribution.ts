import type { Judged } from './places.ts';

/** Scores in tens: 0–9, 10–19 … 90–100. */
export function distribution(scores: readonly number[]): { from: number; to: number; count: number }[] {
  return Array.from({ length: 10 }, (_, bin) => {
    const from = bin * 10;
    const to = bin === 9 ? 100 : from + 9;
    return { from, to, count: scores.filter((score) => score >= from && score <= to).length };
  });
}

/** The middle of the scores, half-way between two; null of none. */
export function median(scores: readonly number[]): number | null {
  if (scores.length === 0) return null;
  const sorted = scores.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export interface FailedCriterion {
  id: string;
  title: string;
  essential: boolean;
  /** Learners who do not meet it, of those who were judged by it. */
  failed: number;
  judged: number;
  /** Middle score of those judged by it. */
  median: number;
}

/** Criteria by how many learners do not meet them, most first. */
export function failedCriteria(judged: readonly Judged[]): FailedCriterion[] {
  const all = judged.flatMap(({ criteria }) => criteria);
  return [...Map.groupBy(all, ({ id }) => id)]
    .map(([id, some]) => ({
      id,
      title: some[0]!.title,
      essential: some[0]!.essential,
      failed: some.filter(({ pass }) => !pass).length,
      judged: some.length,
      median: median(some.map(({ score }) => score)) ?? 0,
    }))
    .sort((a, b) => b.failed / b.judged - a.failed / a.judged || a.title.localeCompare(b.title));
}
