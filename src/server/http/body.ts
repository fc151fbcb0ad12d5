import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Refusal } from '#core/types.ts';

/** How long a body nobody wants is still read after the answer, so that the sender gets to see the answer. */
const LINGER_MS = 10_000;

const mayCarryPicture = ({ method, url = '', headers }: IncomingMessage): boolean =>
  method === 'POST' &&
  /^\/((api\/)?exercises\/|(api\/)?verify([/?]|$)|portfolio\/own([/?]|$))/.test(url) &&
  !/\/analysis\/?(\?|$)/.test(url) &&
  !/^application\/x-www-form-urlencoded/i.test(headers['content-type'] ?? '');

const tooLarge = (limit: number): Refusal => ({
  status: 413,
  code: 'body-too-large',
  title: 'That was too much at once',
  detail: `This address takes up to ${Math.floor(limit / 1024)} kB.`,
  hint: 'Shorten what you send.',
});

const lengthMissing = (): Refusal => ({
  status: 411,
  code: 'length-missing',
  title: 'The size of the body is not given',
  detail: 'This address takes only bodies that say how large they are.',
  hint: 'Send a Content-Length header.',
});

/** Before anything is parsed: is this body small enough for its address? Pictures are measured while they stream. */
export function refuseBody(request: IncomingMessage, limit: number): Refusal | null {
  if (mayCarryPicture(request)) return null;
  if (request.headers['transfer-encoding'] !== undefined) return lengthMissing();
  return Number(request.headers['content-length'] ?? 0) > limit ? tooLarge(limit) : null;
}

/** Ends the connection of a sender that keeps sending long after it was answered. */
export function limitLinger(request: IncomingMessage, response: ServerResponse): void {
  // Taken now: a request that was given up in the middle of its body has no socket any more when its answer is finished.
  const { socket } = request;
  response.once('finish', () => {
    if (request.complete || socket.destroyed) return;
    const timer = setTimeout(() => request.complete || socket.destroy(), LINGER_MS).unref();
    request.once('end', () => clearTimeout(timer));
    socket.once('close', () => clearTimeout(timer));
  });
}
