import type { Verdict } from './verdict.ts';

/** A verdict as programs get it, from the command line and the API alike. */
export const verdictJson = ({ status, reasons, unrecorded, unsure, facts }: Verdict) => ({
  status,
  reasons,
  /** Its signature is of a key of this school, which has no record of it. */
  unrecorded,
  /** What could not be looked at here. */
  unchecked: unsure,
  certificate: facts?.name ?? null,
  issuer: facts?.issuer ?? null,
});
