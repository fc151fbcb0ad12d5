import type { Refusal } from '../types.ts';
import { moment } from '../view/words.ts';

const refusal = (status: number, code: string, title: string, detail: string, hint: string): Refusal => ({
  status,
  code,
  title,
  detail,
  hint,
});

export const noSuchReview = (): Refusal =>
  refusal(
    404,
    'review-unknown',
    'There is no such review',
    'Nothing waits at this address.',
    'Start from the list of reviews.',
  );

export const notCalibrated = (): Refusal =>
  refusal(
    403,
    'not-calibrated',
    'Calibrate first',
    'Whoever reviews has marked the sample works and agreed with their reference marks, so that the same work gets the same marks from everybody.',
    'Mark the sample works of this rubric; it takes about ten minutes.',
  );

export const ownCapstone = (): Refusal =>
  refusal(
    403,
    'own-work',
    'Nobody reviews their own work',
    'This work is yours, so somebody else decides about it.',
    'Ask another reviewer.',
  );

export const heldByAnother = (holder: string, until: number): Refusal =>
  refusal(
    409,
    'being-reviewed',
    `This review is with ${holder}`,
    `${holder} has it until ${moment(until)}, so nothing of yours was saved. What you wrote still stands below.`,
    'Wait until they hand it back or their time runs out, then save again.',
  );

export const reviewChanged = (): Refusal =>
  refusal(
    409,
    'review-moved',
    'The review has changed since you opened it',
    'Marks were saved in the meantime, so yours were not written over them. What you wrote still stands below.',
    'Compare it with what is saved, then save yours again if it is still right.',
  );

export const marksMissing = (what: string): Refusal =>
  refusal(
    422,
    'marks-missing',
    'Marks are missing',
    `${what}; nothing was decided.`,
    'Give every dimension a level and a sentence that says what you saw.',
  );

export const levelsMissing = (missing: number): Refusal =>
  refusal(
    422,
    'levels-missing',
    'Some dimensions have no level yet',
    missing === 1
      ? 'One is missing; the others are kept in the form.'
      : `${missing} are missing; the others are kept in the form.`,
    'Give every dimension of every sample a level.',
  );

export const belowRubric = (sentence: string): Refusal =>
  refusal(
    409,
    'below-rubric',
    'These marks do not pass',
    `${sentence} The marks are not decided about.`,
    'Return the work with a note, or look at it again where a mark seems too low.',
  );

export const calibrationMoved = (): Refusal =>
  refusal(
    409,
    'calibration-moved',
    'This round is over',
    'It was sent before, or the rubric has changed; nothing was counted twice.',
    'Load the page again.',
  );
