import { createPublicKey, type KeyObject } from 'node:crypto';
import { base58 } from '@scure/base';

/** Ed25519 public keys in the Multikey form (W3C Controlled Identifiers 1.0, 2.2.2): `z`, base58btc, 0xed01, 32 bytes. */

const PREFIX = [0xed, 0x01];
const KEY_BYTES = 32;

export function multikey(publicKey: KeyObject): string {
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return `z${base58.encode(Uint8Array.of(...PREFIX, ...Buffer.from(x, 'base64url')))}`;
}

/** Null for what is no Ed25519 multikey. */
export function fromMultikey(text: string): KeyObject | null {
  if (!/^z[1-9A-HJ-NP-Za-km-z]{40,60}$/.test(text)) return null;
  const bytes = base58.decode(text.slice(1));
  if (bytes.length !== PREFIX.length + KEY_BYTES || !PREFIX.every((byte, i) => bytes[i] === byte))
    return null;
  const x = Buffer.from(bytes.subarray(PREFIX.length)).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

export const didKey = (key: string): string => `did:key:${key}`;
