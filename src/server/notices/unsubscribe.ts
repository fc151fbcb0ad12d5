import { createHmac, timingSafeEqual } from 'node:crypto';

const mac = (secret: Uint8Array, learnerId: string): string =>
  createHmac('sha256', secret).update(`no letters ${learnerId}`).digest('hex').slice(0, 40);

/** A token that lets whoever holds the letter end the letters, and do nothing else. */
export const unsubscribeToken = (secret: Uint8Array, learnerId: string): string =>
  `${learnerId}.${mac(secret, learnerId)}`;

/** Whose letters it ends; null when we did not write it. */
export function learnerOfToken(secret: Uint8Array, token: string): string | null {
  const [learnerId = '', given = '', ...rest] = token.split('.');
  const right = Buffer.from(mac(secret, learnerId));
  const held = Buffer.from(given);
  return rest.length === 0 && held.byteLength === right.byteLength && timingSafeEqual(held, right)
    ? learnerId
    : null;
}
