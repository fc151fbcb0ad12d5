import type { Refusal } from './types.ts';

export type TimeName = 'opens' | 'due' | 'closes';

const invalid = (code: string, title: string, detail: string, hint: string): Refusal => ({
  status: 422,
  code,
  title,
  detail,
  hint,
});

export const noSuchAssignment = (): Refusal => ({
  status: 404,
  code: 'no-such-assignment',
  title: 'There is no such assignment',
  detail: 'It does not exist in this class, or has been removed.',
  hint: 'Go back to the class.',
});

export const titleMissing = (): Refusal =>
  invalid(
    'title-invalid',
    'A title is missing',
    'The title has between 1 and 80 characters.',
    'Write what the learners should read, for example “Week 2: white balance”.',
  );

export const nothingChosen = (): Refusal =>
  invalid(
    'work-missing',
    'Nothing is assigned',
    'No track and no exercise is chosen.',
    'Choose at least one.',
  );

export const workGone = (): Refusal =>
  invalid(
    'work-unknown',
    'Some of this is not in the school',
    'A chosen track or exercise does not exist any more.',
    'Choose again from what is listed.',
  );

export const notATime = (name: TimeName, given: string): Refusal =>
  invalid(
    `${name}-not-a-time`,
    'That is no date and time',
    `“${given.slice(0, 40)}” is not a date and time that a calendar has.`,
    'Write it as 2026-06-01 23:59.',
  );

export const yearFarOff = (name: TimeName, given: string): Refusal =>
  invalid(
    `${name}-far-off`,
    'That year cannot be meant',
    `“${given.replace('T', ' ')}” lies in the year ${Number(given.slice(0, 4))}.`,
    'Write all four digits of the year, as in 2026-06-01 23:59.',
  );

/** `before`, `after`: the two nearest wall times that exist, as shown. */
export const noSuchTime = (
  name: TimeName,
  given: string,
  zone: string,
  before: string,
  after: string,
): Refusal =>
  invalid(
    `${name}-no-such-time`,
    'That time does not exist on this day',
    `In ${zone} the clock is put forward then: there is no ${given}.`,
    `Take ${before} or ${after}, the nearest that exist.`,
  );

const ORDER: Record<TimeName, string> = { opens: 'open', due: 'be due', closes: 'close' };

export const wrongOrder = (earlier: TimeName, later: TimeName): Refusal =>
  invalid(
    `${later}-too-early`,
    'The times are in the wrong order',
    `It cannot ${ORDER[later]} before it would ${ORDER[earlier]}.`,
    'Opening comes first, then the due time, then the close; two of them may be the same.',
  );

export const attemptsInvalid = (given: string): Refusal =>
  invalid(
    'attempts-invalid',
    'The number of attempts is not understood',
    `“${given.slice(0, 20)}” is no whole number from 1 to 100.`,
    'Leave it empty where any number counts.',
  );

export const lateInvalid = (line: number, why: string): Refusal =>
  invalid(
    'late-invalid',
    'The late policy is not complete',
    `Step ${line}: ${why}`,
    'Correct the step, or leave both of its fields empty.',
  );

export const nobodyChosen = (): Refusal =>
  invalid(
    'for-missing',
    'For whom is missing',
    'No learner and no label is chosen.',
    'Choose one from the list.',
  );

export const targetUnknown = (): Refusal =>
  invalid(
    'for-unknown',
    'That learner or label is not in this class',
    'Somebody has taken them out meanwhile.',
    'Choose again from the list.',
  );

export const nothingSet = (): Refusal =>
  invalid(
    'due-nothing-set',
    'This would change nothing',
    'Every field inherits from the assignment.',
    'Give at least one of the times, the attempts or the late policy.',
  );

export const overrideExists = (name: string): Refusal => ({
  status: 409,
  code: 'for-taken',
  title: 'There is one already',
  detail: `${name} has an extension here already, and two at once would contradict each other.`,
  hint: 'Change that one instead.',
});

export const overrideGone = (): Refusal => ({
  status: 409,
  code: 'override-gone',
  title: 'Somebody else has changed this extension meanwhile',
  detail:
    'It was changed or removed from another window after you opened this form; what you typed stands below.',
  hint: 'Look at the list, then save it as a new one if it is still needed.',
});

/** `fields`: what would be less than everyone has, in words. */
export const wouldShorten = (fields: readonly string[]): Refusal => ({
  status: 409,
  code: 'would-shorten',
  title: 'This gives less than everyone has',
  detail: `${fields.join('; ')}. Nothing was saved.`,
  hint: 'If that is meant, tick “This may give less” and save again.',
});
