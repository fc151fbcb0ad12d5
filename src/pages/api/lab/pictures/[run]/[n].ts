import type { APIRoute } from 'astro';
import { notFound, only, unauthorised } from '../../../_answers.ts';

/** A picture of the lab as we encoded it. What a generator sent never runs: no scripts, no frames, no guessing of types. */
export const GET: APIRoute = async ({ request, locals, params }) => {
  const { lab } = locals.app;
  if (!lab) return notFound('picture');
  if (!locals.learner) return unauthorised(request);
  const bytes = await lab.shown(locals.learner, params.run ?? '', Number(params.n));
  if (!bytes) return notFound('picture');
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'image/webp',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=600',
    },
  });
};

export const ALL = only({ GET });
