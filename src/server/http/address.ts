import type { IncomingMessage } from 'node:http';

/**
 * The client's address for rate limits. `proxies` is how many trusted ones stand in front, each appending the address it
 * saw to X-Forwarded-For; what stands further left was written by the client and is not believed.
 */
export function clientAddress(request: Pick<IncomingMessage, 'headers' | 'socket'>, proxies: number): string {
  const socket = (request.socket.remoteAddress ?? 'unknown').replace(/^::ffff:/, '');
  if (proxies === 0) return socket;
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  return forwarded.at(-proxies)?.trim() || socket;
}
