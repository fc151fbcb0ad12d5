import type { IncomingMessage } from 'node:http';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether a request may change something. A browser says where it comes from: `Sec-Fetch-Site`, or `Origin` on plain HTTP.
 * A program says neither and carries no cookies of others. A bearer token is never sent by a browser on its own.
 */
export function mayChange(
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  publicUrl: string | null,
): boolean {
  const { method = 'GET', headers } = request;
  if (SAFE.includes(method)) return true;
  if (headers.authorization?.startsWith('Bearer at_')) return true;
  const { origin, host } = headers;
  if (origin !== undefined && publicUrl !== null && origin === publicUrl) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
