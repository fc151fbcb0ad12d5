import type { Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long running answers, uploads above all, may take after the stop was asked for. */
const GRACE_MS = 15_000;

/** Follows the answers under way, so that a stop can wait for them. Event streams are not waited for: browsers come back. */
export function gracefulStop(server: Server): () => Promise<void> {
  const running = new Set<ServerResponse>();
  server.on('request', (_, response: ServerResponse) => {
    running.add(response);
    response.once('close', () => running.delete(response));
  });
  const isStream = (response: ServerResponse) =>
    String(response.getHeader('content-type')).startsWith('text/event-stream');

  return async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    const until = Date.now() + GRACE_MS;
    while (Date.now() < until && [...running].some((response) => !isStream(response))) await sleep(50);
    server.closeAllConnections();
    await closed;
  };
}
