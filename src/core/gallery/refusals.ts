import type { Refusal } from '../types.ts';

const refusal = (status: number, code: string, title: string, detail: string, hint: string): Refusal => ({
  status,
  code,
  title,
  detail,
  hint,
});

export const NOTE_LENGTH = 600;

export const notShareable = (): Refusal =>
  refusal(
    403,
    'not-shareable',
    'Only passed work can be shared',
    'The gallery shows solutions that met the brief.',
    'Share it once it has passed.',
  );

export const noteLong = (): Refusal =>
  refusal(
    422,
    'note-long',
    'The note is too long',
    `It takes up to ${NOTE_LENGTH} characters.`,
    'Say the one thing that made the difference.',
  );

export const solutionGone = (): Refusal =>
  refusal(
    404,
    'solution-gone',
    'This solution is not shared',
    'Its learner has withdrawn it, or you have not passed its exercise.',
    'Go back to the gallery and look at the others.',
  );

export const reasonMissing = (): Refusal =>
  refusal(
    422,
    'reason-missing',
    'A reason is missing',
    'Whoever is concerned is told why, in up to 300 characters.',
    'Write it as you would say it to their face.',
  );

export const staffOnly = (): Refusal =>
  refusal(
    403,
    'staff-only',
    'Only those who teach may do that',
    'Taking solutions out of sight is for instructors and the owner of this school.',
    'Tell one of them what is wrong with it.',
  );
