import type { APIRoute } from 'astro';
import { attachment, notFound, unauthorised, only } from '../../_answers.ts';

/** The picture as it was sent, to its owner, as attachment: it is never shown in the browser. `?n=` counts from 0. */
export const GET: APIRoute = async ({ request, locals, params, url }) => {
  if (!locals.learner) return unauthorised(request);
  const n = Number(url.searchParams.get('n') ?? 0);
  const original = await locals.app.attempts.original(params.id ?? '', n, locals.learner);
  if (!original) return notFound('picture');
  return new Response(original.stream, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(original.bytes),
      'content-disposition': attachment(original.name),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
};

export const ALL = only({ GET });
