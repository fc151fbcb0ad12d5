import { signingBroken } from '#core/certificates/refusals.ts';
import { Refused } from '#core/refusal.ts';
import { KeysBroken, signingKey } from './keys.ts';
import type { Parts } from './parts.ts';

/** The key that signs. Broken keys are told to the log, and refused in words for learners. */
export const usableKey = ({ data, now, log }: Parts): ReturnType<typeof signingKey> =>
  signingKey(data, now()).catch((error: unknown) => {
    if (!(error instanceof KeysBroken)) throw error;
    log('keys-broken', { message: error.message });
    throw new Refused(signingBroken());
  });
