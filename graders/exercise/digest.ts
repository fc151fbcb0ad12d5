import { createHash } from 'node:crypto';

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** One digest over named parts; the order of the parts does not matter. */
export function digestOf(parts: Record<string, string>): string {
  const lines = Object.entries(parts).map(([name, value]) => `${name}\0${value}\n`);
  return sha256(lines.sort().join(''));
}

/** JSON with sorted keys, so that equal data has equal text. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
