import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { CertificateRule } from '#core/certificates/rules.ts';
import { certificateHeld, replacedAlready, revokedAlready } from '#core/certificates/refusals.ts';
import { Refused } from '#core/refusal.ts';
import type { Learner } from '#core/types.ts';
import {
  certificateById,
  insertCertificate,
  liveCertificate,
  replaceCertificate,
  revokeCertificate,
  takenPlaces,
  type NewCertificate,
} from '../db/certificates.ts';
import type { Trx } from '../db/open.ts';
import { openBadge, xmlTime, type Piece } from './document.ts';
import { issuerOf } from './issuer.ts';
import type { Parts } from './parts.ts';
import { signed } from './proof.ts';
import { LIST_LENGTH } from './status-list.ts';
import { usableKey } from './usable-key.ts';

/** A list is closed before its free places are hard to hit. */
const MOST_IN_LIST = 100_000;
const TRIES = 4;

export interface Issue {
  learner: Learner & { email: string };
  rule: CertificateRule;
  pieces: readonly Piece[];
  nameShown: boolean;
  picturesShown: boolean;
  /** The certificate whose place this one takes. `revoked`: it was revoked before, and whoever may do so gives it back. */
  replaces?: { id: string; by: string; reason: string; revoked: boolean };
  /** Written in the same transaction. */
  also?: (trx: Trx, id: string) => Promise<void>;
}

/** Signs a certificate and stores it. Throws `Refused`. */
export async function issue(parts: Parts, wanted: Issue): Promise<string> {
  for (let n = 0; n < TRIES; n += 1) {
    const certificate = await sign(parts, wanted);
    const { replaces } = wanted;
    try {
      await parts.store.transaction(async (trx) => {
        if (replaces) await makeRoom(trx, replaces, certificate.issuedAt);
        // Thrown, so that what is replaced stays as it was.
        if (!(await insertCertificate(trx, certificate))) throw new Taken();
        if (replaces) await replaceCertificate(trx, replaces.id, certificate.id);
        await wanted.also?.(trx, certificate.id);
      });
      return certificate.id;
    } catch (error) {
      if (!(error instanceof Taken)) throw error;
    }
    // Either such a certificate is there by now, or the place in the status list went to another one.
    const live = await liveCertificate(parts.store.db, wanted.learner.id, wanted.rule.id);
    if (live && live.id !== replaces?.id) throw new Refused(certificateHeld());
  }
  throw new Error('no free place was found in the status list');
}

class Taken extends Error {}

/** Looks again at what is replaced: while this one was signed, it may have been revoked or replaced. Throws `Refused`. */
async function makeRoom(trx: Trx, replaces: NonNullable<Issue['replaces']>, at: number): Promise<void> {
  const row = await certificateById(trx, replaces.id);
  if (!row || row.replaced_by !== null) throw new Refused(replacedAlready());
  if (row.revoked_at === null) await revokeCertificate(trx, replaces.id, { ...replaces, at });
  else if (!replaces.revoked) throw new Refused(revokedAlready());
}

async function sign(parts: Parts, wanted: Issue): Promise<NewCertificate> {
  const { store, school, now } = parts;
  const { learner, rule, pieces, nameShown, picturesShown } = wanted;
  // Whole seconds, as the document says them.
  const issuedAt = Math.floor(now() / 1000) * 1000;
  const key = await usableKey(parts);
  const issuer = issuerOf(school, key.id);
  const { list, taken } = await takenPlaces(store.db, MOST_IN_LIST);
  const award = {
    id: randomUUID(),
    rule,
    issuer,
    email: learner.email,
    salt: randomBytes(16).toString('hex'),
    name: nameShown ? learner.name : null,
    issuedAt,
    expiresAt: rule.validYears === null ? null : yearsLater(issuedAt, rule.validYears),
    status: { list, index: freePlace(taken) },
    pieces,
  };
  const document = await signed(openBadge(award), key.privateKey, {
    verificationMethod: issuer.verificationMethod,
    created: xmlTime(issuedAt),
  });
  return {
    ...award,
    learnerId: learner.id,
    rule: rule.id,
    document: JSON.stringify(document, null, 2),
    key: key.id,
    nameShown,
    picturesShown,
  };
}

/** Random, so that neighbours in the list tell nothing about who was certified when. */
function freePlace(taken: ReadonlySet<number>): number {
  for (;;) {
    const index = randomInt(LIST_LENGTH);
    if (!taken.has(index)) return index;
  }
}

export function yearsLater(at: number, years: number): number {
  const date = new Date(at);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.getTime();
}
