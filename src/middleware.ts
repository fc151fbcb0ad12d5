import { defineMiddleware } from 'astro:middleware';
import { Refused } from './core/refusal.ts';
import { problem } from './pages/_load/response.ts';
import type { App } from './server/app.ts';

/** Fills the locals: the platform, who is calling, and the session's cookie when it changes. */
export const onRequest = defineMiddleware(async (context, next) => {
  const { locals, request } = context;
  const development = globalThis as { atelier?: App };
  if (development.atelier) {
    // `astro dev` serves without our own entry, which would have filled these.
    locals.app = development.atelier;
    locals.address = context.clientAddress;
    locals.arrivedAt = locals.app.now();
    locals.requestId = crypto.randomUUID();
  }
  try {
    const { learner, cookie, expired } = await locals.app.accounts.authenticate(request);
    locals.learner = learner;
    locals.sessionExpired = expired;
    const response = await next();
    if (response.headers.get('content-type') === 'text/html')
      response.headers.set('content-type', 'text/html; charset=utf-8');
    // A page that has set a session cookie itself (sign-in, sign-out) knows better.
    if (cookie && !response.headers.has('set-cookie')) response.headers.append('set-cookie', cookie);
    return response;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return problem(error.refusal);
  }
});
