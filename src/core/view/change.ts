import type { Attempt } from '../types.ts';
import { signed } from './words.ts';

/** One frame of the filmstrip: an attempt and what changed since the graded one before it. */
export interface Frame {
  attempt: Attempt;
  /** "94", "–" while there is none. */
  score: string;
  state: string;
  change: string;
}

const WAITING: Partial<Record<Attempt['status'], string>> = {
  received: 'received',
  queued: 'waiting',
  grading: 'being graded',
  ungradable: 'not gradable, cost nothing',
  failed: 'our grader failed',
  superseded: 'replaced by a newer one',
};

/** The filmstrip, oldest first, from attempts in any order. */
export function filmstrip(attempts: readonly Attempt[]): Frame[] {
  const ordered = attempts.toSorted((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1));
  let last: Attempt | null = null;
  return ordered.map((attempt) => {
    const frame = {
      attempt,
      score: attempt.verdict.score?.toString() ?? '–',
      state: stateOf(attempt),
      change: changeSince(last, attempt),
    };
    if (attempt.verdict.score !== null) last = attempt;
    return frame;
  });
}

function stateOf(attempt: Attempt): string {
  const { outcome, by } = attempt.verdict;
  const word = outcome === 'passed' ? 'passed' : 'not yet';
  return by === 'person' ? word : (WAITING[attempt.status] ?? word);
}

/** The points gained or lost and the criterion that moved most: "+12, mostly in “Colour cast”". Empty for the first. */
export function changeSince(before: Attempt | null, now: Attempt): string {
  const [a, b] = [before?.verdict, now.verdict];
  if (a?.score == null || b.score === null) return '';
  const gap = b.score - a.score;
  const moved = mostMoved(a.criteria, b.criteria);
  if (gap === 0) return moved ? `same score, “${moved.title}” ${signed(moved.by)}` : 'same score';
  return moved && Math.sign(moved.by) === Math.sign(gap)
    ? `${signed(gap)}, mostly in “${moved.title}”`
    : signed(gap);
}

type Scored = { id: string; title: string; score: number };

function mostMoved(before: readonly Scored[], now: readonly Scored[]): { title: string; by: number } | null {
  const was = new Map(before.map((criterion) => [criterion.id, criterion.score]));
  let most: { title: string; by: number } | null = null;
  for (const { id, title, score } of now) {
    const by = score - (was.get(id) ?? score);
    if (Math.abs(by) > Math.abs(most?.by ?? 0)) most = { title, by };
  }
  return most;
}
