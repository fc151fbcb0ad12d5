import type { Refusal } from './types.ts';

export const nothingToRegrade = (): Refusal => ({
  status: 422,
  code: 'nothing-to-regrade',
  title: 'There is nothing to grade anew',
  detail:
    'No attempt in this scope was graded by another grader or another state of its exercise than the present one.',
  hint: 'Widen the scope, or wait until the exercise or the grader has changed.',
});

export const noSuchRegrade = (): Refusal => ({
  status: 404,
  code: 'no-such-regrade',
  title: 'There is no such regrade',
  detail: 'No regrade that you may see stands at this address.',
  hint: 'Start from the list of regrades.',
});

export const regradeRunning = (waiting: number): Refusal => ({
  status: 409,
  code: 'regrade-running',
  title: 'The regrade is still running',
  detail: `${waiting} of its attempts wait to be graded; nothing was applied.`,
  hint: 'Wait until all of them are graded, or drop the set.',
});

export const regradeSuperseded = (): Refusal => ({
  status: 409,
  code: 'regrade-superseded',
  title: 'This regrade is out of date',
  detail:
    'The grader or an exercise has changed since it was asked for, so what it found is no longer what would be found now.',
  hint: 'Drop it and start a new one.',
});

export const regradeOver = (): Refusal => ({
  status: 409,
  code: 'regrade-over',
  title: 'This regrade has ended already',
  detail: 'It was applied or dropped before; nothing was changed.',
  hint: 'Load the page again to see what became of it.',
});

export const exerciseUnknown = (given: string): Refusal => ({
  status: 422,
  code: 'exercise-unknown',
  title: 'There is no such exercise',
  detail: given === '' ? 'No exercise was chosen.' : `“${given.slice(0, 80)}” is none of the exercises here.`,
  hint: 'Choose at least one exercise of the catalogue.',
});

export const dateWrong = (given: string): Refusal => ({
  status: 422,
  code: 'date-wrong',
  title: 'That is no date',
  detail: `“${given.slice(0, 40)}” cannot be read as a date.`,
  hint: 'Write it as 2026-11-30.',
});
