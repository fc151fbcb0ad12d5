import { gunzipSync, gzipSync } from 'node:zlib';
import { CREDENTIALS_V2 } from './contexts.ts';
import type { Issuer } from './issuer.ts';

/** Bitstring Status List v1.0: at least 131,072 entries, so that one holder does not stand out. */
export const LIST_LENGTH = 131_072;

/** GZIP, base64url without padding, multibase `u`; index 0 is the first bit of the first byte. */
export function encodeList(revoked: readonly number[]): string {
  const bits = Buffer.alloc(LIST_LENGTH / 8);
  for (const index of revoked) bits[index >> 3]! |= 0x80 >> (index & 7);
  return `u${gzipSync(bits, { level: 9 }).toString('base64url')}`;
}

/** Whether the bit at `index` is set; null when the list cannot be read or is too short. */
export function listBit(encoded: string, index: number): boolean | null {
  if (!/^u[A-Za-z0-9_-]+$/.test(encoded)) return null;
  try {
    const bits = gunzipSync(Buffer.from(encoded.slice(1), 'base64url'), {
      maxOutputLength: 16 * 1024 * 1024,
    });
    const byte = bits[index >> 3];
    return byte === undefined ? null : (byte & (0x80 >> (index & 7))) !== 0;
  } catch {
    return null;
  }
}

export const statusListUrl = (url: string, list: number): string => `${url}/status/${list}`;

/** Where a certificate's bit stands, as its credential names it. */
export const statusEntry = (url: string, list: number, index: number) => ({
  id: `${statusListUrl(url, list)}#${index}`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: String(index),
  statusListCredential: statusListUrl(url, list),
});

/** The list as a credential, to be signed. */
export const statusListCredential = (
  issuer: Issuer,
  list: number,
  revoked: readonly number[],
  validFrom: string,
) => ({
  '@context': [CREDENTIALS_V2],
  id: statusListUrl(issuer.url, list),
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer: issuer.did,
  validFrom,
  credentialSubject: {
    id: `${statusListUrl(issuer.url, list)}#list`,
    type: 'BitstringStatusList',
    statusPurpose: 'revocation',
    encodedList: encodeList(revoked),
  },
});
