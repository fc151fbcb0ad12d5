import type { Refusal } from '#core/types.ts';
import { problem } from './response.ts';

const unknown = (what: string): Refusal => ({
  status: 404,
  code: 'not-found',
  title: 'Nothing stands at this address',
  detail: `This school has no such ${what}.`,
  hint: 'Check the address.',
});

const gone = (): Refusal => ({
  status: 410,
  code: 'certificate-revoked',
  title: 'This certificate was revoked',
  detail: 'It no longer holds, and is no longer handed out.',
  hint: 'Its page says when it was revoked and why.',
});

export const notHere = (what = 'certificate'): Response => problem(unknown(what));
export const revokedHere = (): Response => problem(gone());
