import type { KeyFacts } from './keys.ts';
import { didKey } from './multikey.ts';

/** The school as the issuer of what it signs. */
export interface Issuer {
  did: string;
  name: string;
  url: string;
  verificationMethod: string;
}

/**
 * `did:web` of the host where the site is reached over HTTPS, since that is how others resolve it; else `did:key`, which
 * carries its key in itself. The fragment is the key: some verifiers read it from there.
 */
export function issuerOf(school: { name: string; url: string }, key: string): Issuer {
  const did = didWeb(school.url) ?? didKey(key);
  return { did, ...school, verificationMethod: `${did}#${key}` };
}

export function didWeb(url: string): string | null {
  const { protocol, host } = new URL(url);
  return protocol === 'https:' ? `did:web:${host.replace(':', '%3A')}` : null;
}

/** `/.well-known/did.json`: every key the school has ever signed with, retired ones too; null without HTTPS. */
export function didDocument(url: string, keys: readonly KeyFacts[]): object | null {
  const id = didWeb(url);
  if (id === null) return null;
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id,
    verificationMethod: keys.map((key) => ({
      id: `${id}#${key.id}`,
      type: 'Multikey',
      controller: id,
      publicKeyMultibase: key.id,
    })),
    assertionMethod: keys.map((key) => `${id}#${key.id}`),
  };
}
