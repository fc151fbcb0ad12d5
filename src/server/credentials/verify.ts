import type { KeyObject } from 'node:crypto';
import { differences } from '#core/certificates/differences.ts';
import * as say from '#core/certificates/verdict-words.ts';
import type { Verdict } from '#core/certificates/verdict.ts';
import { NotCanonical } from './canonical.ts';
import { UnknownContext } from './contexts.ts';
import { presented, type Presented } from './presented.ts';
import { isSigned, type Canonicalise } from './proof.ts';
import { unbake } from './unbake.ts';

/** A certificate as this school keeps it. */
export interface Kept {
  id: string;
  /** Empty once its holder's account is gone. */
  document: string;
  /** Without a time where its holder's account is gone. */
  revoked: { at: number | null; reason: string } | null;
}

/** Whom to believe, and what is known here. All of it is local: nothing is fetched. */
export interface Trust {
  /** The key behind a verification method, when its holder is known; `own`: this school's. */
  keyOf(verificationMethod: string): { key: KeyObject; own: boolean; retiredAt: number | null } | null;
  /** The school's own record of a certificate; null when it has none. `undefined`: there are no records here. */
  keptAs(credential: Presented): Promise<Kept | null | undefined>;
  /** Puts what strangers bring into canonical form; left out: in this thread. */
  canonicalise?: Canonicalise;
  /** What this school calls itself as issuer, whichever key it signs with; null where that is the key itself. */
  did: string | null;
  now: number;
}

/** Whether a file or pasted text is a credential that holds, and if not, why. */
export async function verified(bytes: Uint8Array, trust: Trust): Promise<Verdict> {
  const found = unbake(bytes);
  if (found.kind === 'broken') return verdict('malformed', [found.why]);
  if (found.kind === 'nothing') return verdict('malformed', [say.noCredential(found.picture)]);
  const read = presented(found.text);
  if (!read.ok) return verdict('malformed', [read.why]);
  const credential = read.value;
  const kept = await trust.keptAs(credential);
  const facts = {
    name: credential.name,
    issuer: credential.issuer.name ?? credential.issuer.id,
    id: kept?.id ?? null,
    holder: credential.holder,
    issuedAt: credential.validFrom,
  };
  const judged = await judge(credential, kept, trust);
  if (judged.status !== 'valid' || found.damaged.length === 0) return { ...judged, facts };
  return { ...verdict('altered', [say.damagedPicture(found.damaged)]), facts };
}

async function judge(credential: Presented, kept: Kept | null | undefined, trust: Trust): Promise<Verdict> {
  const record = kept?.document ? (JSON.parse(kept.document) as RecordedDocument) : null;
  const changed = record ? differences(record, credential.whole) : [];
  // What stands in the records is known to be small.
  const canonicalise = record && changed.length === 0 ? undefined : trust.canonicalise;
  const signature = await signatureOf(credential, { ...trust, canonicalise });
  const places = changed.map(({ path, kind }) => say.place(path, kind));
  if (signature.kind === 'unknown-key') {
    if (kept && places.length > 0) return verdict('altered', [say.alteredAt(places), say.foreignKey()]);
    const { id } = credential.issuer;
    return verdict('unknown-issuer', [id === trust.did ? say.impostor() : say.unknownIssuer(id)]);
  }
  if (signature.kind === 'unreadable') {
    const reasons = places.length > 0 ? [say.alteredAt(places)] : [];
    return verdict(signature.term === null ? 'malformed' : 'altered', [...reasons, signature.why]);
  }
  if (signature.kind === 'broken')
    return verdict('altered', [places.length > 0 ? say.alteredAt(places) : say.alteredSomewhere(kept)]);
  // The signature covers all of it: with the recorded one it is what was issued, whatever the clock said that day.
  const asRecorded = record?.proof[0]?.proofValue === credential.proof.proofValue;
  if (record && !asRecorded) return verdict('altered', [say.alteredAt(places), say.otherSignature()]);
  if (signature.afterRetirement && !asRecorded) return verdict('unknown-issuer', [say.retiredKey()]);
  if (signature.own && kept === null)
    return { ...verdict('unknown-issuer', [say.unrecorded()]), unrecorded: true };
  if (kept?.revoked) return verdict('revoked', [say.revoked(kept.revoked.at, kept.revoked.reason)]);
  if (credential.validUntil !== null && credential.validUntil <= trust.now)
    return verdict('expired', [say.expired(credential.validUntil)]);
  if (credential.validFrom > trust.now + CLOCKS_DIFFER_MS)
    return verdict('expired', [say.notYet(credential.validFrom)]);
  const unsure = say.unsure({ own: signature.own, records: kept !== undefined });
  return { ...verdict('valid', [say.sound(signature.own)]), unsure };
}

/** What is asked of a document that this school has signed itself. */
interface RecordedDocument {
  proof: { proofValue: string }[];
}

/** Clocks of honest machines may be so far apart. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

type Signature =
  | { kind: 'unknown-key' }
  | { kind: 'unreadable'; term: string | null; why: string }
  | { kind: 'broken' }
  | { kind: 'sound'; own: boolean; afterRetirement: boolean };

async function signatureOf({ document, proof, issuer }: Presented, trust: Trust): Promise<Signature> {
  const known = trust.keyOf(proof.verificationMethod);
  if (!known) return { kind: 'unknown-key' };
  // A key speaks for its own holder alone.
  if (proof.verificationMethod.split('#')[0] !== issuer.id) return { kind: 'broken' };
  try {
    if (!(await isSigned(document, proof, known.key, trust.canonicalise))) return { kind: 'broken' };
  } catch (error) {
    if (error instanceof UnknownContext)
      return { kind: 'unreadable', term: null, why: say.unknownContext(error.url) };
    if (!(error instanceof NotCanonical)) throw error;
    return { kind: 'unreadable', term: error.term, why: say.unknownTerm(error.term) };
  }
  const created = proof.created === undefined ? 0 : Date.parse(proof.created);
  const afterRetirement = known.retiredAt !== null && created > known.retiredAt;
  return { kind: 'sound', own: known.own, afterRetirement };
}

const verdict = (status: Verdict['status'], reasons: string[]): Verdict => ({
  status,
  reasons,
  unrecorded: false,
  unsure: [],
  facts: null,
});
