import type { APIRoute } from 'astro';
import { notFound, only, unauthorised } from '../../_answers.ts';

/** A shared picture, for whoever has passed the same exercise. */
export const GET: APIRoute = async ({ request, locals, params }) => {
  if (!locals.learner) return unauthorised(request);
  const picture = await locals.app.gallery.picture(locals.learner, params.attempt ?? '', params.name ?? '');
  if (!picture) return notFound('picture');
  return new Response(picture.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': picture.mime,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=300',
    },
  });
};

export const ALL = only({ GET });
