import type { Refusal } from '../types.ts';
import { moment } from '../view/words.ts';

export const beingReviewed = (holder: string, until: number): Refusal => ({
  status: 409,
  code: 'being-reviewed',
  title: `This attempt is being reviewed by ${holder}`,
  detail: `${holder} has it until ${moment(until)}, so nothing of yours was saved. What you wrote still stands below.`,
  hint: 'Wait until they hand it back or their time runs out, then save again.',
});

export const reviewMoved = (who: string | null): Refusal => ({
  status: 409,
  code: 'review-moved',
  title: 'The review has changed since you opened it',
  detail: `${who ?? 'Somebody'} saved a change in the meantime, so yours was not written over it. What you wrote stands below, what is saved beside it.`,
  hint: 'Compare the two, then save yours again if it is still right.',
});

export const notYours = (): Refusal => ({
  status: 403,
  code: 'not-your-right',
  title: 'This is not yours to do',
  detail: 'Only those who teach or review in the class that this work was made for may do this.',
  hint: 'Ask an instructor of the class.',
});

export const ownWork = (): Refusal => ({
  status: 403,
  code: 'own-work',
  title: 'Nobody reviews their own work',
  detail: 'This attempt is yours, so its grade is for somebody else to give.',
  hint: 'Ask another reviewer, or appeal from the result.',
});

export const attemptUnfinished = (): Refusal => ({
  status: 409,
  code: 'attempt-unfinished',
  title: 'This attempt is not graded yet',
  detail: 'The grader is still at work on it, so there is nothing to review.',
  hint: 'Wait for its report, which comes within a minute.',
});

export const noSuchAttempt = (): Refusal => ({
  status: 404,
  code: 'no-such-attempt',
  title: 'There is no such attempt',
  detail: 'No attempt that you may see stands at this address.',
  hint: 'Start from your own attempts, or from the queue of reviews.',
});

export const bodyMissing = (): Refusal => ({
  status: 422,
  code: 'body-missing',
  title: 'The remark is empty',
  detail: 'A remark needs at least one word, and it was not saved.',
  hint: 'Say what is to be seen there.',
});

export const textTooLong = (what: string, most: number): Refusal => ({
  status: 422,
  code: 'body-too-long',
  title: `${what} is too long`,
  detail: `It may have up to ${most} characters; nothing was saved, and it still stands in its field.`,
  hint: 'Shorten it.',
});

export const placeOutside = (): Refusal => ({
  status: 422,
  code: 'place-outside',
  title: 'The place lies outside the picture',
  detail: 'Across and down are percentages of the picture, from 0 to 100, and both are needed.',
  hint: 'Click in the picture, or leave both fields empty for a remark about the whole.',
});

export const scoreWrong = (given: string): Refusal => ({
  status: 422,
  code: 'score-wrong',
  title: 'A grade is a whole number from 0 to 100',
  detail: `“${given.slice(0, 40)}” is none, and nothing was saved.`,
  hint: 'Write a number, or leave the field empty to let the machine’s word count.',
});

export const noSuchPart = (): Refusal => ({
  status: 422,
  code: 'no-such-part',
  title: 'There is no such criterion here',
  detail: 'The report of this attempt does not have that criterion or frame; nothing was saved.',
  hint: 'Load the page again and choose one that it shows.',
});

export const goneAlready = (what: string): Refusal => ({
  status: 409,
  code: 'gone-already',
  title: `${what} is gone already`,
  detail: 'Somebody has removed it, or it never stood here.',
  hint: 'Load the page again to see what is there.',
});

/** `what`: what is done without a reason, such as "The grade of Edges". */
export const reasonMissing = (what: string): Refusal => ({
  status: 422,
  code: 'reason-missing',
  title: 'A reason is missing',
  detail: `${what} needs a reason, so that everybody can tell later why it was done; nothing was changed.`,
  hint: 'Write one sentence.',
});

export const answerMissing = (): Refusal => ({
  status: 422,
  code: 'answer-missing',
  title: 'An answer is missing',
  detail: 'The learner gets an explanation with every decision; nothing was changed.',
  hint: 'Write what you saw, and why it counts or does not.',
});

export const gradeMissing = (): Refusal => ({
  status: 422,
  code: 'grade-missing',
  title: 'Which grade is right?',
  detail: 'An appeal that is accepted changes the grade it is about; nothing was changed yet.',
  hint: 'Write the grade from 0 to 100, or decline with an explanation.',
});

export const appealOpen = (): Refusal => ({
  status: 409,
  code: 'appeal-open',
  title: 'Your appeal is being looked at',
  detail: 'There is one appeal from this result that has no answer yet.',
  hint: 'Wait for the answer, or take the appeal back and write another.',
});

export const nothingToAppeal = (): Refusal => ({
  status: 409,
  code: 'nothing-to-appeal',
  title: 'There is no result to appeal from',
  detail: 'An appeal is made from a grade, and this attempt has none.',
  hint: 'Wait until it is graded, or hand the work in again.',
});

export const appealAnswered = (): Refusal => ({
  status: 409,
  code: 'appeal-answered',
  title: 'This appeal was answered already',
  detail:
    'Somebody decided it, or the learner took it back, since you opened the page. What you wrote still stands below.',
  hint: 'Read the answer that was given; a grade can still be changed by a review.',
});
