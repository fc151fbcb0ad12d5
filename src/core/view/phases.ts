import type { Attempt } from '../types.ts';

type Phase = NonNullable<Attempt['phase']>;

/** The phases of a grade in the order in which they come, with what happens in each. */
export const PHASES: readonly { name: Phase; word: string; text: string }[] = [
  { name: 'received', word: 'Received', text: 'Your file is stored.' },
  { name: 'decoded', word: 'Decoded', text: 'Pixels are read and brought to sRGB.' },
  { name: 'aligned', word: 'Aligned', text: 'Your frame is laid over the start.' },
  { name: 'measured', word: 'Measured', text: 'Each criterion is measured.' },
  { name: 'drawn', word: 'Drawn', text: 'The places are marked.' },
];

export type PhaseState = 'done' | 'now' | 'to come';

/** Where each phase stands. `phase` is the last one that ended; the next one is running once the grade runs. */
export function phaseStates(attempt: Pick<Attempt, 'status' | 'phase'>): PhaseState[] {
  const finished = attempt.status === 'graded';
  const reached = finished
    ? PHASES.length
    : PHASES.findIndex((p) => p.name === (attempt.phase ?? 'received')) + 1;
  const running = attempt.status === 'grading';
  return PHASES.map((_, i) => (i < reached ? 'done' : i === reached && running ? 'now' : 'to come'));
}

/** One sentence about the wait. */
export function waitSentence(attempt: Pick<Attempt, 'status' | 'position' | 'phase'>): string {
  if (attempt.status === 'queued') {
    const ahead = attempt.position ?? 0;
    if (ahead === 0) return 'Your work is next.';
    return ahead === 1 ? 'One picture is graded before yours.' : `${ahead} pictures are graded before yours.`;
  }
  if (attempt.status === 'received') return 'Your file is stored and goes to the grader.';
  return 'Your work is being graded.';
}
