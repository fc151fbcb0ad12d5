import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Refusal } from '#core/types.ts';
import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import { newId } from '../ids.ts';
import type { Log } from '../log.ts';
import { clientAddress } from './address.ts';
import { limitLinger, refuseBody } from './body.ts';
import { setSecurityHeaders } from './headers.ts';
import { mayChange } from './origin.ts';
import { ALLOW, isInternal, pathOf, refuseMethod } from './routes.ts';
import { compressed, staticFiles } from './static-files.ts';

type Next = () => void;
/** Astro's handler in middleware mode. */
export type PageHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: Next,
  locals: object,
) => Promise<void>;

const foreignOrigin = (): Refusal => ({
  status: 403,
  code: 'foreign-origin',
  title: 'This came from another site',
  detail: 'Only pages of this site may change something here.',
  hint: 'Open this site itself and do it there.',
});

const nothingHere = (): Refusal => ({
  status: 404,
  code: 'not-found',
  title: 'Nothing stands at this address',
  detail: 'There is no such page.',
  hint: 'Start again from the first page.',
});

/** A form that a browser sent to a page. */
const isForm = ({ method, url = '', headers }: IncomingMessage): boolean =>
  method === 'POST' && !url.startsWith('/api/') && /\btext\/html\b/.test(headers.accept ?? '');

function refuse(response: ServerResponse, refusal: Refusal): void {
  response.statusCode = refusal.status;
  response.setHeader('content-type', 'application/problem+json; charset=utf-8');
  response.end(JSON.stringify({ type: 'about:blank', ...refusal }));
}

interface Parts {
  config: Config;
  app: App;
  pages: PageHandler;
  /** The built static files. */
  client: string;
  log: Log;
}

/** What every request passes: headers, log line, origin, body limit, static files, then the pages. */
export function listener({ config, app, pages, client, log }: Parts): RequestListener {
  const secure = config.publicUrl?.startsWith('https:') ?? false;
  const files = staticFiles(client);
  const pack = compressed();

  return (request, response) => {
    const requestId = newId();
    const started = performance.now();
    const arrivedAt = app.now();
    const address = clientAddress(request, config.trustedProxies);
    setSecurityHeaders(response, secure);
    response.setHeader('x-request-id', requestId);
    limitLinger(request, response);
    const path = (request.url ?? '').split('?')[0];
    response.once('close', () => {
      const ms = Math.round(performance.now() - started);
      log('request', { request: requestId, method: request.method, path, status: response.statusCode, ms });
    });
    const locals = { app, address, arrivedAt, requestId, learner: null, sessionExpired: false };
    const routed = pathOf(request);
    /** A person gets a page, a program the same as data. */
    const refused = (refusal: Refusal) => {
      if (!isForm(request)) return refuse(response, refusal);
      request.url = '/refused';
      request.method = 'GET';
      void pages(request, response, () => refuse(response, refusal), { ...locals, refusal });
    };
    if (!mayChange(request, config.publicUrl)) return refused(foreignOrigin());
    const wrongMethod = refuseMethod(request.method ?? 'GET', routed ?? '/');
    if (wrongMethod) {
      response.setHeader('allow', ALLOW);
      return refuse(response, wrongMethod);
    }
    const tooMuch = refuseBody(request, config.limits.body);
    if (tooMuch) return refused(tooMuch);

    const missing = () => {
      if (request.url?.startsWith('/api/')) return refuse(response, nothingHere());
      // The adapter renders its own 404 page without our locals; asked for by its address it gets them.
      request.url = '/404';
      void pages(request, response, () => refuse(response, nothingHere()), { ...locals });
    };
    const render = () => void pages(request, response, missing, locals);
    if (routed === null || isInternal(routed)) return missing();
    const answer = () =>
      request.method === 'GET' || request.method === 'HEAD' ? files(request, response, render) : render();
    pack(request, response, answer);
  };
}
