import type { APIRoute } from 'astro';
import { notFound, unauthorised, only } from '../../../_answers.ts';

/** A drawn picture of the report. What a learner sent never runs: no scripts, no frames, no guessing of types. */
export const GET: APIRoute = async ({ request, locals, params }) => {
  if (!locals.learner) return unauthorised(request);
  const picture = await locals.app.attempts.evidence(params.id ?? '', params.name ?? '', locals.learner);
  if (!picture) return notFound('picture');
  return new Response(picture.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': picture.mime,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=600',
    },
  });
};

export const ALL = only({ GET });
