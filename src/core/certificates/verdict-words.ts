import type { Difference } from './differences.ts';
import type { Verdict } from './verdict.ts';

/** The sentences of verification, for its page and for the command line. */

const day = (ms: number): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(ms);

export const place = (path: string, kind: Difference['kind']): string => `“${path}” (${kind})`;

export const alteredAt = (places: readonly string[]): string =>
  places.length === 1
    ? `It is not as it was issued: ${places[0]}.`
    : `It is not as it was issued, in ${places.length} places: ${places.join(', ')}.`;

/** `kept`: the school's record of it, which is empty once its holder's account is gone; undefined without records. */
export function alteredSomewhere(kept: object | null | undefined): string {
  if (kept === null)
    return 'Its signature does not fit what stands in it, and this school has no record of it: something was changed after it was signed, or it was never issued.';
  const which =
    kept === undefined
      ? 'Which part, only the school that issued it can tell.'
      : 'Which part can no longer be told: its record went with the account of its holder.';
  return `Its signature does not fit what stands in it: something was changed after it was signed. ${which}`;
}

export const otherSignature = (): string =>
  'It is signed with a key of this school, but not with the signature that stands in its records.';

export const foreignKey = (): string => 'It is signed with a key that this school never had.';

export const impostor = (): string =>
  'It names this school as its issuer, but is signed with a key that this school never had. The school did not issue it.';

export const unknownIssuer = (issuer: string): string =>
  `Nobody here vouches for its issuer, ${issuer}. Verify it where it was issued.`;

export const retiredKey = (): string =>
  'It was signed after the key it is signed with had been retired. The school did not issue it.';

export const WITHDRAWN =
  'It was withdrawn with the account it was made out to: its holder has closed that account.';

export const unrecorded = (): string =>
  'Its signature fits a key of this school, and nothing in it was changed since. But the school has no record of having issued it, and a signature alone does not make up for that: a key can be stolen, and records can be lost when an older backup is restored. Ask the school before you rely on it.';

export const revoked = (at: number | null, reason: string): string =>
  at === null ? reason : `It was revoked on ${day(at)}: ${reason}`;

export const expired = (at: number): string => `It ran out on ${day(at)}.`;

export const notYet = (at: number): string => `It holds from ${day(at)} on, not yet today.`;

export const unknownContext = (url: string): string =>
  `It uses the vocabulary ${url}, which is not read here; nothing is ever fetched to read a credential.`;

export const unknownTerm = (term: string | null): string =>
  term === null
    ? 'It cannot be put into the form in which it would have been signed.'
    : `It says “${term}”, a word that none of its vocabularies knows and no signature can cover.`;

export const damagedPicture = (chunks: readonly string[]): string =>
  `The credential in it is sound, but the picture was damaged or changed after it was made (in ${chunks.join(', ')}). Take a fresh copy from the certificate's page.`;

export const noCredential = (picture: boolean): string =>
  picture
    ? 'This picture carries no credential.'
    : 'This is neither a credential in JSON nor a PNG or SVG that carries one.';

export const sound = (own: boolean): string =>
  own
    ? 'It was issued by this school, and nothing in it was changed since.'
    : 'Its signature fits the key that you trust, and nothing in it was changed since.';

/** `records`: whether there are records of this school here. */
export function unsure({ own, records }: { own: boolean; records: boolean }): string[] {
  if (!own) return ['Whether its issuer has revoked it cannot be seen from here.'];
  return records
    ? []
    : [
        'Whether the school has it in its records, and whether it was revoked, cannot be checked without the school’s database.',
      ];
}

/** What stands over a verdict. */
export const headingOf = ({ status, unrecorded: alone }: Pick<Verdict, 'status' | 'unrecorded'>): string =>
  alone ? 'Signed, but not in the records' : STATUS_WORDS[status];

const STATUS_WORDS: Record<Verdict['status'], string> = {
  valid: 'Valid',
  revoked: 'Revoked',
  expired: 'Expired',
  altered: 'Altered',
  'unknown-issuer': 'Unknown issuer',
  malformed: 'Not a credential that can be read',
};
