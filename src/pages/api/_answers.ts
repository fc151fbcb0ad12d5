import type { APIRoute } from 'astro';
import { signInNeeded, tokenUnknown } from '#core/account-refusals.ts';
import type { Attempt, Refusal } from '#core/types.ts';

const PRIVATE = { 'cache-control': 'no-store' };

export const json = (
  value: unknown,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response =>
  new Response(JSON.stringify(value), {
    status: init.status ?? 200,
    headers: { 'content-type': 'application/json; charset=utf-8', ...PRIVATE, ...init.headers },
  });

/** RFC 9457: the refusal as problem+json. */
export const problem = (refusal: Refusal): Response =>
  new Response(JSON.stringify({ type: 'about:blank', ...refusal }), {
    status: refusal.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', ...PRIVATE },
  });

export const notFound = (what: string): Response =>
  problem({
    status: 404,
    code: 'not-found',
    title: `There is no such ${what}`,
    detail: `No ${what} stands at this address, or it is not yours to see.`,
    hint: 'Check the address, and that you are signed in as the right person.',
  });

/** Nobody is signed in; a program that sent a token is told about the token. */
export const unauthorised = (request: Request): Response =>
  problem(request.headers.has('authorization') ? tokenUnknown() : signInNeeded());

/** The `ALL` of an endpoint: other methods than its own are 405 and say which there are; HEAD is GET without a body. */
export const only =
  (handlers: Partial<Record<'GET' | 'POST', APIRoute>>): APIRoute =>
  (context) => {
    const { method } = context.request;
    if (method === 'HEAD' && handlers.GET) return handlers.GET(context);
    const allow = Object.keys(handlers).join(', ');
    const response = problem({
      status: 405,
      code: 'method-not-allowed',
      title: 'This address does not take that',
      detail: `${method} is not answered here.`,
      hint: `Use ${allow}.`,
    });
    response.headers.set('allow', allow);
    return response;
  };

/** An attempt as the API shows it: with addresses, without the learner's id. */
export function attemptJson({ learnerId: _, ...attempt }: Attempt) {
  const url = `/attempts/${attempt.id}`;
  const evidence = attempt.evidence.map((one) => ({
    ...one,
    url: `/api/attempts/${attempt.id}/evidence/${one.name}`,
  }));
  return { ...attempt, evidence, url };
}

/** What `encodeURIComponent` leaves but RFC 5987 does not allow. */
const percentEncoded = (mark: string): string => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;

/** For `Content-Disposition`: the plain name for old readers, the full one beside it (RFC 6266). */
export function attachment(name: string): string {
  const plain = name.replace(/[^\w.() -]/g, '_').replace(/^\.+/, '_');
  const full = encodeURIComponent(name).replace(/['()*]/g, percentEncoded);
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}
