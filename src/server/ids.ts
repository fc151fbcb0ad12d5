import { createHash, randomBytes } from 'node:crypto';

/** 128 random bits as 26 letters and digits (Crockford's base 32, lower case): no look-alikes, safe in addresses. */
export function newId(): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  let bits = BigInt(`0x${randomBytes(16).toString('hex')}`);
  let id = '';
  for (let i = 0; i < 26; i++) {
    id = (alphabet[Number(bits & 31n)] ?? '') + id;
    bits >>= 5n;
  }
  return id;
}

/** A secret shown once: 160 random bits. Only its digest is kept. */
export const newSecret = (): string => randomBytes(20).toString('hex');

export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
