import type { SubmissionRules } from '../../../graders/exercise/schema.ts';
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

/** What is different for works that lie on no reference. */
const TEXTS: Partial<Record<SubmissionRules['kind'], Partial<Record<Phase, string>>>> = {
  generated: {
    received: 'Your files are stored.',
    decoded: 'Pixels are read, and what the files say about themselves.',
    measured: 'Each criterion is measured.',
    drawn: 'The report is drawn up.',
  },
  text: { received: 'Your text is stored and read.', measured: 'Each criterion is held against it.' },
};

/** The phases that a grade of this kind of work has. */
export function phasesOf(kind: SubmissionRules['kind']): typeof PHASES {
  const own = TEXTS[kind];
  if (!own) return PHASES;
  return PHASES.flatMap(({ name, word }) => {
    const text = own[name];
    return text === undefined ? [] : [{ name, word, text }];
  });
}

export type PhaseState = 'done' | 'now' | 'to come';

/** Where each phase stands. `phase` is the last one that ended; the next one is running once the grade runs. */
export function phaseStates(
  attempt: Pick<Attempt, 'status' | 'phase'>,
  phases: typeof PHASES = PHASES,
): PhaseState[] {
  const finished = attempt.status === 'graded';
  const reached = finished
    ? phases.length
    : phases.findIndex((p) => p.name === (attempt.phase ?? 'received')) + 1;
  const running = attempt.status === 'grading';
  return phases.map((_, i) => (i < reached ? 'done' : i === reached && running ? 'now' : 'to come'));
}

/** One sentence about the wait. */
export function waitSentence(attempt: Pick<Attempt, 'status' | 'position' | 'phase'>): string {
  if (attempt.status === 'queued') {
    const ahead = attempt.position ?? 0;
    if (ahead === 0) return 'Your work is next.';
    return ahead === 1 ? 'One attempt is graded before yours.' : `${ahead} attempts are graded before yours.`;
  }
  if (attempt.status === 'received') return 'Your work is stored and goes to the grader.';
  return 'Your work is being graded.';
}
