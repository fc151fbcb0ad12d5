import compression from 'compression';
import type { IncomingMessage, ServerResponse } from 'node:http';
import serveStatic from 'serve-static';
import { pathOf } from './routes.ts';

type Next = () => void;
type Middleware = (request: IncomingMessage, response: ServerResponse, next: Next) => void;

/** Words for whoever works on the site, not for those who visit it. */
const NOT_SERVED = /\.md$/i;

/** The built files: fingerprinted ones for a year, the rest for an hour; what is not there goes on to the pages. */
export function staticFiles(folder: string): Middleware {
  const serve = serveStatic(folder, {
    index: false,
    redirect: false,
    setHeaders(response, path) {
      const fingerprinted = /[\\/]_astro[\\/]/.test(path);
      const policy = fingerprinted ? 'public, max-age=31536000, immutable' : 'public, max-age=3600';
      response.setHeader('cache-control', policy);
    },
  });
  return (request, response, next) =>
    NOT_SERVED.test(pathOf(request) ?? '') ? next() : (serve as Middleware)(request, response, next);
}

/** Packs text for the way. Events are sent as they come, and pictures are packed already. */
export function compressed(): Middleware {
  const pack = compression({
    filter: (request, response) =>
      !String(response.getHeader('content-type')).startsWith('text/event-stream') &&
      compression.filter(request, response),
  });
  return (request, response, next) =>
    (pack as unknown as Middleware)(request, response, () => {
      const write = response.write.bind(response) as (chunk: unknown, encoding?: BufferEncoding) => boolean;
      // The packer drops the callback of a write. Whoever ends a page that broke in the middle of its way waits for it.
      response.write = ((chunk: unknown, ...rest: unknown[]) => {
        const encoding = rest.find((one) => typeof one === 'string') as BufferEncoding | undefined;
        const done = rest.find((one) => typeof one === 'function') as (() => void) | undefined;
        const more = write(chunk, encoding);
        if (done) process.nextTick(done);
        return more;
      }) as typeof response.write;
      next();
    });
}
