import type { Refusal } from '../types.ts';

export const noSuchCertificate = (): Refusal => ({
  status: 404,
  code: 'certificate-unknown',
  title: 'There is no such certificate',
  detail: 'This school has none of that name or number.',
  hint: 'The page “Certificates” lists all that it gives; the address of one ends in its number.',
});

export const certificateNeedsAccount = (): Refusal => ({
  status: 403,
  code: 'certificate-needs-account',
  title: 'A certificate needs an account',
  detail: 'It is made out to an e-mail address, which a guest has not given.',
  hint: 'Sign up: what you did as a guest stays yours and counts.',
});

/** `sentence`: how much is missing. */
export const certificateNotDue = (sentence: string): Refusal => ({
  status: 409,
  code: 'certificate-not-due',
  title: 'This certificate is not due yet',
  detail: sentence,
  hint: 'Its list says what is there and what is not.',
});

export const certificateHeld = (): Refusal => ({
  status: 409,
  code: 'certificate-held',
  title: 'You have this certificate already',
  detail: 'It was issued before, and it holds.',
  hint: 'Open it from the page “Certificates”.',
});

export const certificateWithdrawn = (reason: string): Refusal => ({
  status: 409,
  code: 'certificate-withdrawn',
  title: 'The school has revoked this certificate',
  detail: `Its reason: ${reason}`,
  hint: 'Only the school can issue it anew. Ask whoever runs it.',
});

/** `why`: a sentence for whoever runs the site, which does not go to learners. */
export const signingBroken = (): Refusal => ({
  status: 503,
  code: 'signing-unavailable',
  title: 'Certificates cannot be signed at the moment',
  detail:
    'The school’s signing key cannot be used. Your work and your claim to the certificate are untouched.',
  hint: 'Tell whoever runs the site: `npx atelier doctor` says what is wrong. Then try again.',
});

export const reasonMissing = (): Refusal => ({
  status: 422,
  code: 'reason-missing',
  title: 'A reason is needed',
  detail: 'It is shown on the certificate’s page and kept in the audit; nothing was done without it.',
  hint: 'Say in one sentence why, at most 300 characters.',
});

export const revokedAlready = (): Refusal => ({
  status: 409,
  code: 'revoked-already',
  title: 'It is revoked already',
  detail: 'This certificate was revoked before; nothing was changed.',
  hint: 'Look at its page for when and why.',
});

export const holderGone = (): Refusal => ({
  status: 409,
  code: 'holder-gone',
  title: 'Its holder has no account any more',
  detail: 'A certificate is made out to an account, and this one was deleted; nothing was changed.',
  hint: 'It no longer holds anyway: it went with the account.',
});

export const replacedAlready = (): Refusal => ({
  status: 409,
  code: 'replaced-already',
  title: 'It was issued anew before',
  detail: 'A newer certificate has taken its place; nothing was changed.',
  hint: 'Work with the newer one.',
});

export const reviewDecided = (): Refusal => ({
  status: 409,
  code: 'review-decided',
  title: 'This review was decided already',
  detail: 'Somebody else has decided it meanwhile; nothing was changed.',
  hint: 'Load the page again.',
});

export const noteMissing = (): Refusal => ({
  status: 422,
  code: 'note-missing',
  title: 'Say what is missing',
  detail: 'Work that is returned without a word helps nobody; nothing was sent.',
  hint: 'Write what the learner should do, at most 2000 characters.',
});

export const verifyNothing = (): Refusal => ({
  status: 422,
  code: 'nothing-to-verify',
  title: 'There was nothing to verify',
  detail: 'Neither a file nor a text nor an address was sent.',
  hint: 'Choose a file, or paste what you were given.',
});

export const foreignAddress = (): Refusal => ({
  status: 422,
  code: 'foreign-address',
  title: 'That is not an address of this school',
  detail: 'This page looks only at certificates of its own and fetches nothing from elsewhere.',
  hint: 'Open the address yourself, download the credential there, and give the file here.',
});

export const fileTooLargeToVerify = (limit: number): Refusal => ({
  status: 413,
  code: 'too-large-to-verify',
  title: 'That file is too large',
  detail: `Files up to ${Math.floor(limit / 1024 / 1024)} MB are looked at here.`,
  hint: 'A credential is a few kilobytes. Check that you chose the right file.',
});

export const verifyTooOften = (): Refusal => ({
  status: 429,
  code: 'verified-too-often',
  title: 'That was very often within a minute',
  detail: 'Verifying takes some work; there is a limit for each address.',
  hint: 'Wait a minute. `npx atelier verify` has no limit.',
});

export const verifyBusy = (): Refusal => ({
  status: 503,
  code: 'verifying-busy',
  title: 'Many certificates are being verified',
  detail: 'Too many are waiting for their turn at the moment; nothing was looked at.',
  hint: 'Try again in a minute. `npx atelier verify` needs no turn.',
});

/** The PDF has Latin, Greek and Cyrillic letters; a browser has them for all. */
export const nameNotInFonts = (): Refusal => ({
  status: 422,
  code: 'name-not-in-fonts',
  title: 'The PDF has no letters for this name',
  detail:
    'Its typefaces cover Latin, Greek and Cyrillic scripts. A name with letters missing would be worse than no PDF.',
  hint: 'Print the certificate’s page instead: your browser has the letters.',
});
