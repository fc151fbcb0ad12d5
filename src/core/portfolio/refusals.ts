import type { Refusal } from '../types.ts';

const refusal = (status: number, code: string, title: string, detail: string, hint: string): Refusal => ({
  status,
  code,
  title,
  detail,
  hint,
});

export const accountNeeded = (): Refusal =>
  refusal(
    403,
    'portfolio-account-needed',
    'A portfolio needs an account',
    'It carries your name, and guests have none.',
    'Sign up: what you did so far stays yours.',
  );

export const handleInvalid = (): Refusal =>
  refusal(
    422,
    'handle-invalid',
    'That address cannot be used',
    'It has 2 to 40 lower-case letters, figures and single hyphens, and begins and ends with a letter or figure.',
    'Your name, joined by hyphens, makes a good one.',
  );

export const handleTaken = (handle: string): Refusal =>
  refusal(
    409,
    'handle-taken',
    'That address is taken',
    `Somebody else’s portfolio stands at /p/${handle}.`,
    'Add a middle name or your trade.',
  );

export const handleMissing = (): Refusal =>
  refusal(
    422,
    'handle-missing',
    'An address is missing',
    'A page that others may see needs an address.',
    'Choose one, or keep the portfolio private.',
  );

export const linkInvalid = (): Refusal =>
  refusal(
    422,
    'link-invalid',
    'The link cannot be used',
    'It has to be a complete address that begins with https://.',
    'Copy it from the address bar of your browser, or leave the field empty.',
  );

export const tooLong = (field: string, label: string, most: number): Refusal =>
  refusal(
    422,
    `${field}-long`,
    `${label}: too long`,
    `It takes up to ${most} characters.`,
    'Shorten it; the picture speaks as well.',
  );

export const nameMissing = (): Refusal =>
  refusal(
    422,
    'name-missing',
    'A name is missing',
    'The portfolio needs a name of 1 to 80 characters.',
    'Write it as it should stand at the top of the page.',
  );

export const titleMissing = (): Refusal =>
  refusal(
    422,
    'title-missing',
    'A title is missing',
    'An own picture needs a title of 1 to 120 characters.',
    'Name what is seen; it is also read out where the picture cannot be seen.',
  );

export const changedMeanwhile = (): Refusal =>
  refusal(
    409,
    'changed-meanwhile',
    'This was changed in another window',
    'What you typed is still in the form; what was saved meanwhile is not overwritten.',
    'Compare it with the other window, then save again.',
  );

export const notPassed = (): Refusal =>
  refusal(
    403,
    'not-passed',
    'Only passed work can be added',
    'A portfolio shows pieces that met their brief; this attempt has not.',
    'Add one of your passed attempts, or go on with this exercise.',
  );

export const alreadyThere = (): Refusal =>
  refusal(
    409,
    'already-there',
    'This piece is in your portfolio',
    'The attempt was added before.',
    'Open it there to change its words.',
  );

export const tooManyPieces = (most: number): Refusal =>
  refusal(
    409,
    'too-many-pieces',
    'The portfolio is full',
    `It takes up to ${most} pieces; an art director looks at the first ten.`,
    'Take out the weakest one, then add this.',
  );

export const pieceGone = (): Refusal =>
  refusal(
    404,
    'piece-gone',
    'This piece is not in your portfolio',
    'It was taken out, perhaps in another window.',
    'Go back to the portfolio and look at what is there.',
  );

/** JPEG, PNG or WebP up to 30 MB and 20 megapixels: what `look` of the grading child takes. */
export const notAPicture = (): Refusal =>
  refusal(
    422,
    'own-not-a-picture',
    'That picture cannot be shown',
    'An own picture is a JPEG, PNG or WebP of at most 30 MB and 20 megapixels that opens to its end.',
    'Export it again in one of these formats, at the size it should be looked at.',
  );

export const manyOwn = (perHour: number): Refusal =>
  refusal(
    429,
    'many-own-pictures',
    'That is a lot of pictures at once',
    `An account may bring in ${perHour} own pictures an hour.`,
    'Choose the strongest ones; the others can follow later.',
  );
