import { WITHDRAWN } from '#core/certificates/verdict-words.ts';
import type { Refusal } from '#core/types.ts';
import type { Gone } from '../../server/credentials/app.ts';
import { problem } from './response.ts';

const unknown = (what: string): Refusal => ({
  status: 404,
  code: 'not-found',
  title: 'Nothing stands at this address',
  detail: `This school has no such ${what}.`,
  hint: 'Check the address.',
});

const revoked = (): Refusal => ({
  status: 410,
  code: 'certificate-revoked',
  title: 'This certificate was revoked',
  detail: 'It no longer holds, and is no longer handed out.',
  hint: 'Its page says when it was revoked and why.',
});

const withdrawn = (): Refusal => ({
  status: 410,
  code: 'certificate-withdrawn',
  title: 'This certificate was withdrawn',
  detail: WITHDRAWN,
  hint: 'Whoever showed it to you can no longer prove it here.',
});

export const notHere = (what = 'certificate'): Response => problem(unknown(what));

/** A certificate that is not handed out, or of which this school knows nothing. */
export const notHandedOut = (why: Gone | null): Response => {
  if (why === null) return notHere();
  return problem(why === 'revoked' ? revoked() : withdrawn());
};
