import type { Problem } from '../../graders/report/schema.ts';
import { megabytes } from './sizes.ts';
import type { Refusal } from './types.ts';

const NOTHING_USED = 'This did not use up an attempt.';

/** A refusal at the door, with the sentence that nothing was used up. */
export const refusal = (
  status: number,
  code: string,
  title: string,
  detail: string,
  hint: string,
): Refusal => ({
  status,
  code,
  title,
  detail: `${detail} ${NOTHING_USED}`,
  hint,
});

export const notMultipart = (contentType: string | null): Refusal =>
  refusal(
    415,
    'not-multipart',
    'That was not a form with a file',
    contentType
      ? `The request has the content type “${contentType.slice(0, 80)}”; a picture is sent as multipart/form-data.`
      : 'The request names no content type; a picture is sent as multipart/form-data.',
    'Send the picture as multipart/form-data in the field “file”.',
  );

export const noFile = (): Refusal =>
  refusal(
    400,
    'no-file',
    'No picture arrived',
    'The form came without a file.',
    'Choose a picture first, then send it.',
  );

export const wrongField = (arrived: string): Refusal =>
  refusal(
    400,
    'wrong-field',
    'The picture came in an unknown field',
    arrived === ''
      ? 'A file arrived in a field without a name; the picture belongs in the field “file”.'
      : `A file arrived in the field “${arrived.slice(0, 80)}”; the picture belongs in the field “file”.`,
    'Rename the field to “file” and send it again.',
  );

/** A text came to an exercise that asks for a picture. */
export const textForPicture = (): Refusal =>
  refusal(
    400,
    'wrong-field',
    'A text came instead of a picture',
    'This exercise asks for a picture in the field “file”; what arrived is a text in the field “text”.',
    'Send the picture, or open the exercise that asks for the text.',
  );

/** More files than the exercise asks for: one, or a set of `wanted`. */
export const tooManyFiles = (wanted: number): Refusal =>
  wanted === 1
    ? refusal(
        400,
        'several-files',
        'More than one picture arrived',
        'This exercise takes one picture at a time.',
        'Choose the picture you want graded and send that one alone.',
      )
    : refusal(
        400,
        'too-many-files',
        'Too many pictures arrived',
        `This exercise asks for a set of ${wanted} pictures; more than that came.`,
        'Send every picture of the set once.',
      );

export const tooFewFiles = (arrived: number, wanted: number): Refusal =>
  refusal(
    400,
    'too-few-files',
    'The set is not complete',
    `${arrived} of ${wanted} pictures arrived.`,
    `Choose all ${wanted} pictures of the set and send them together; their order does not matter.`,
  );

export const aborted = (): Refusal =>
  refusal(
    400,
    'aborted',
    'The upload broke off',
    'The connection ended before everything had arrived; nothing was kept.',
    'Send it again.',
  );

export const malformed = (): Refusal =>
  refusal(
    400,
    'malformed',
    'The form could not be read',
    'What arrived is not a complete multipart form; nothing was kept.',
    'Send it again; if you wrote the request yourself, check its boundary.',
  );

export const emptyFile = (name: string): Refusal =>
  refusal(
    422,
    'empty-file',
    'The file is empty',
    `“${name}” has no bytes.`,
    'Export the picture again, check that its size is not zero, and send it.',
  );

export const tooLarge = (maxBytes: number, files = 1): Refusal =>
  refusal(
    413,
    'too-large',
    files > 1 ? 'A file is too large' : 'The file is too large',
    `This exercise takes up to ${megabytes(maxBytes)}${files > 1 ? ' a picture' : ''}.`,
    'Export it with a little more compression, or at the size the brief asks for.',
  );

/** What the decoder said of the file's header, as a refusal. */
export const unreadable = (problem: Problem, status: 413 | 415 | 422): Refusal =>
  refusal(status, problem.code, problem.title, problem.text, problem.hint);

export const tooFast = (seconds: number): Refusal =>
  refusal(
    429,
    'too-fast',
    'That was quick',
    'Many attempts arrived from you within a minute.',
    `Look at the last report first, then send the next one in ${seconds} seconds.`,
  );

export const tooManyWaiting = (waiting: number): Refusal =>
  refusal(
    429,
    'too-many-waiting',
    'Your earlier attempts are still waiting',
    `${waiting} of your attempts have not been graded yet.`,
    'Wait for their reports, then send the next one.',
  );

export const busy = (): Refusal =>
  refusal(
    429,
    'busy',
    'Too many uploads at this moment',
    'More is arriving than the server can take in at once.',
    'Wait a few seconds and send it again.',
  );

export const diskFull = (): Refusal =>
  refusal(
    507,
    'disk-full',
    'There is no room to keep it safely',
    'The disk of this site is almost full, and work that we cannot keep is not taken in.',
    'Tell whoever runs this site; your earlier attempts are safe.',
  );

export const manyGuests = (): Refusal =>
  refusal(
    429,
    'many-guests',
    'Many attempts of guests are on their way',
    'Without an account, a limited number of attempts is taken in from one address within an hour.',
    'Wait a few minutes and send it again, or sign up: accounts do not share this limit.',
  );

export const guestLimit = (): Refusal => ({
  status: 403,
  code: 'guest-limit',
  title: 'One exercise is open to guests',
  detail:
    'You have tried one exercise without an account. With an account all of them are open, and what you did so far stays yours.',
  hint: 'Sign up: it takes a name, an e-mail address and a password.',
});

export const inspectorFailed = (): Refusal =>
  refusal(
    503,
    'inspector-busy',
    'The picture could not be looked at just now',
    'Our picture reader did not answer in time; that is our failure, not yours.',
    'Send the picture again in a moment.',
  );
