import { WITHDRAWN } from '#core/certificates/verdict-words.ts';
import { certificateById } from '../db/certificates.ts';
import type { Store } from '../db/open.ts';
import { didWeb } from './issuer.ts';
import type { KeyFacts } from './keys.ts';
import { didKey, fromMultikey } from './multikey.ts';
import type { Canonicalise } from './proof.ts';
import type { Presented } from './presented.ts';
import type { Kept, Trust } from './verify.ts';

/** The school's own record of a certificate. A row without a learner went with the account. */
export async function keptById(store: Store, id: string): Promise<Kept | null> {
  const row = await certificateById(store.db, id);
  if (!row) return null;
  if (row.learner_id === null) return { id, document: '', revoked: { at: null, reason: WITHDRAWN } };
  const revoked = row.revoked_at === null ? null : { at: row.revoked_at, reason: row.revoked_reason ?? '' };
  return { id, document: row.document, revoked };
}

/**
 * This school's keys and records. `store` null: there are no records here. `others`: verification methods that whoever asks
 * trusts, `did:key:…` or `did:web:…#z…`.
 */
export function ownTrust(
  keys: readonly KeyFacts[],
  store: Store | null,
  { url, now, canonicalise }: { url: string; now: number; canonicalise?: Canonicalise },
  others: readonly string[] = [],
): Trust {
  return {
    now,
    canonicalise,
    did: didWeb(url),
    keyOf(verificationMethod) {
      const [did = '', fragment = ''] = verificationMethod.split('#');
      const own = keys.find(({ id }) => id === fragment);
      const key = fromMultikey(fragment);
      // did:key names its key twice, and both must be the same.
      if (!key || (did.startsWith('did:key:') && did !== didKey(fragment))) return null;
      if (own) return { key, own: true, retiredAt: own.retiredAt };
      const trusted = others.some(
        (one) => one === verificationMethod || (one === did && did === didKey(fragment)),
      );
      return trusted ? { key, own: false, retiredAt: null } : null;
    },
    async keptAs(credential) {
      if (!store) return undefined;
      for (const id of idsIn(credential)) {
        const kept = await keptById(store, id);
        if (kept) return kept;
      }
      return null;
    },
  };
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** Where a credential names itself: its id, or the address of its first piece when the id was tampered with. */
function idsIn({ id, whole }: Presented): string[] {
  const { evidence } = whole;
  const [first] = Array.isArray(evidence) ? (evidence as { id?: unknown }[]) : [];
  return [id, first?.id].flatMap((text) => (typeof text === 'string' ? (UUID.exec(text) ?? []) : []));
}
