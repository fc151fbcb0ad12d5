import { credit, type Terms } from '../terms.ts';
import type { Cell, CellState, CountedAttempt } from './types.ts';

/** Score × credit, rounded half up to a whole number; free of binary dust (85 × 0.7 is 59.5, so 60). */
export const points = (score: number, share: number): number =>
  Math.round(Math.round(score * share * 1000) / 1000);

interface Graded {
  attempt: CountedAttempt;
  score: number;
  credit: number;
  points: number;
}

const byArrival = (a: CountedAttempt, b: CountedAttempt): number =>
  a.arrivedAt - b.arrivedAt || a.id.localeCompare(b.id);

const isGraded = ({ outcome }: CountedAttempt): boolean => outcome === 'passed' || outcome === 'not-yet';

/**
 * Attempts that arrived within the terms, oldest first: not before it opened, not after it closed, and of graded ones no
 * more than are allowed. A file that could not be graded costs none.
 */
function withinTerms(terms: Terms, attempts: readonly CountedAttempt[]): CountedAttempt[] {
  let left = terms.attempts ?? Infinity;
  return attempts.toSorted(byArrival).filter((attempt) => {
    if (credit(terms, attempt.arrivedAt) === null) return false;
    return !isGraded(attempt) || left-- > 0;
  });
}

function stateOf(
  terms: Terms,
  { counted, graded, now }: { counted: CountedAttempt[]; graded: Graded[]; now: number },
): CellState {
  const passes = graded.filter(({ attempt }) => attempt.outcome === 'passed');
  const onTime = passes.some(({ attempt }) => attempt.arrivedAt <= (terms.dueAt ?? Infinity));
  if (counted.some(({ review }) => review === 'required')) return 'waiting-for-review';
  if (passes.length > 0) return onTime ? 'passed' : 'late';
  if (counted.some(({ review }) => review !== null)) return 'waiting-for-review';
  const newest = counted.at(-1);
  if (newest?.failed) return 'our-failure';
  const pending = newest?.outcome === null;
  const closed = now > (terms.closesAt ?? Infinity);
  if (newest && (pending || !closed)) return 'in-work';
  if (newest) return 'not-passed';
  if (now < (terms.opensAt ?? -Infinity)) return 'not-open';
  return closed ? 'missed' : 'not-started';
}

/** Which of two counts: more credited score, then more score, then the earlier one, which `best` is. */
const beats = (one: Graded, best: Graded): boolean => {
  const gain = one.score * one.credit - best.score * best.credit;
  return gain === 0 ? one.score > best.score : gain > 0;
};

/** The best attempt by score × late credit, and where the learner stands. */
export function cell(terms: Terms, attempts: readonly CountedAttempt[], now: number): Cell {
  const counted = withinTerms(terms, attempts);
  const graded = counted.filter(isGraded).map((attempt): Graded => {
    const score = attempt.score ?? 0;
    const share = credit(terms, attempt.arrivedAt) ?? 0;
    return { attempt, score, credit: share, points: points(score, share) };
  });
  const best = graded.reduce<Graded | null>(
    (top, one) => (top === null || beats(one, top) ? one : top),
    null,
  );
  const shown = best?.attempt ?? counted.at(-1) ?? null;
  return {
    state: stateOf(terms, { counted, graded, now }),
    score: best?.score ?? null,
    credit: best?.credit ?? null,
    points: best?.points ?? null,
    attemptId: shown?.id ?? null,
    arrivedAt: shown?.arrivedAt ?? null,
    attempts: graded.length,
    outside: attempts.length - counted.length,
  };
}

/** The newest graded attempt that counts: where somebody stands now, as opposed to their best. */
export const countedNewest = (terms: Terms, attempts: readonly CountedAttempt[]): CountedAttempt | null =>
  withinTerms(terms, attempts).findLast(isGraded) ?? null;
