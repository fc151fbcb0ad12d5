import type { Problem } from '../../graders/report/schema.ts';

const OUR_FAILURE = 'That is our failure, not yours. It did not use up an attempt, and the picture is kept.';

const TEXTS: Record<string, { title: string; text: string }> = {
  'timed-out': {
    title: 'Grading took too long',
    text: 'Grading this picture did not end within a minute, several times.',
  },
  'child-crashed': {
    title: 'Grading broke off',
    text: 'The process that grades ended before it had a result, several times.',
  },
  'worker-lost': {
    title: 'Grading broke off',
    text: 'The process that grades was lost before it had a result, several times.',
  },
  'grader-threw': {
    title: 'Grading broke off',
    text: 'The grader met a case it does not know how to handle.',
  },
  'exercise-gone': {
    title: 'The exercise is no longer here',
    text: 'The exercise was taken away before the picture could be graded.',
  },
  'file-missing': {
    title: 'The picture is no longer on the disk',
    text: 'The stored picture could not be found.',
  },
  'file-damaged': {
    title: 'The picture is damaged on the disk',
    text: 'The stored picture is no longer what was handed in.',
  },
};

/** What the learner reads when grading failed for good, by the code the job died with. */
export function failureOf(code: string | null): Problem {
  const known = TEXTS[code ?? ''] ?? { title: 'Grading failed', text: 'The picture could not be graded.' };
  return {
    code: code ?? 'unknown',
    title: known.title,
    text: `${known.text} ${OUR_FAILURE}`,
    hint: 'Send the picture again; if that fails too, tell whoever runs this site.',
  };
}
