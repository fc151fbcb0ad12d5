import { megabytes } from './sizes.ts';
import type { Refusal } from './types.ts';
import { refusal } from './upload-refusals.ts';

/**
 * Why a request is not taken for one with a text. What can be wrong with the text itself is told in the words of the
 * grader; whatever can be refused of a picture as well stands in `upload-refusals.ts`.
 */

export const notAText = (contentType: string | null): Refusal =>
  refusal(
    415,
    'not-a-text',
    'That was not a form with a text',
    contentType
      ? `The request has the content type “${contentType.slice(0, 80)}”.`
      : 'The request names no content type.',
    'Send the text in the field “text”, as multipart/form-data, application/x-www-form-urlencoded or JSON.',
  );

export const malformedText = (): Refusal =>
  refusal(
    400,
    'malformed',
    'The request could not be read',
    'What arrived is neither a complete form nor JSON of the shape {"text": "…"}; nothing was kept.',
    'Send it again; if you wrote the request yourself, check its boundary and its quotation marks.',
  );

export const noText = (): Refusal =>
  refusal(
    400,
    'no-text',
    'No text arrived',
    'The request came without the field “text”.',
    'Write your text first, then send it.',
  );

export const severalTexts = (): Refusal =>
  refusal(
    400,
    'several-texts',
    'More than one text arrived',
    'This exercise takes one text at a time.',
    'Choose the text you want graded and send that one alone.',
  );

export const fileForText = (field: string): Refusal =>
  refusal(
    400,
    'wrong-field',
    'A file came instead of a text',
    `This exercise asks for a text in the field “text”; what arrived is in the field “${field.slice(0, 80)}”.`,
    'Put the words themselves into the field “text” and send them.',
  );

export const bodyTooLarge = (most: number): Refusal =>
  refusal(
    413,
    'too-large',
    'That is far too much text',
    `A request with a text has up to ${megabytes(most)} here.`,
    'Send the prompt alone, as plain text.',
  );

export const lookedTooOften = (): Refusal => ({
  status: 429,
  code: 'looked-too-often',
  title: 'That was looked at very often',
  detail: 'Within a minute a text is looked at only so many times; what you write is not lost.',
  hint: 'Go on writing: it is looked at again in a minute.',
});

export const notLookedAt = (): Refusal => ({
  status: 404,
  code: 'not-found',
  title: 'There is nothing to look at here',
  detail: 'This exercise asks for pictures; only texts are looked at before they are handed in.',
  hint: 'Hand in what the brief asks for.',
});
