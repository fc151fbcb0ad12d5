import { inspectorFailed, unreadable } from '#core/upload-refusals.ts';
import type { GradingChild } from '#worker/child-process.ts';
import { ChildFailure } from '#worker/child-process.ts';
import type { Accepting } from './attempts/accept.ts';
import { oneAtATime } from './attempts/one-at-a-time.ts';

/** A header takes a millisecond; a decoder that needs longer than this has been tricked. */
const WALL_CLOCK_MS = 10_000;

/** The HTTP status of what the decoder found in the header. Everything else is 422. */
const STATUS: Record<string, 413 | 415> = {
  'too-large': 413,
  'too-many-pixels': 413,
  'not-an-image': 415,
  'format-not-accepted': 415,
};

/** Looks at uploads in a child process of its own, one after the other: never in the process that serves pages. */
export function inspector(child: GradingChild): Accepting['inspect'] {
  const inTurn = oneAtATime();
  return (path, name, rules) =>
    inTurn('', async () => {
      try {
        const result = await child.run({ type: 'inspect', file: { path, name }, rules }, WALL_CLOCK_MS);
        if (result.type !== 'inspected' || !result.problem) return null;
        return unreadable(result.problem, STATUS[result.problem.code] ?? 422);
      } catch (error) {
        if (error instanceof ChildFailure) return inspectorFailed();
        throw error;
      }
    });
}
