import type { APIRoute } from 'astro';
import { attachment, notFound, only, unauthorised } from '../../../../_answers.ts';

/** The file byte for byte as the generator made it, with what it says of itself. */
export const GET: APIRoute = async ({ request, locals, params }) => {
  const { lab } = locals.app;
  if (!lab) return notFound('picture');
  if (!locals.learner) return unauthorised(request);
  const file = await lab.original(locals.learner, params.run ?? '', Number(params.n));
  if (!file) return notFound('picture');
  return new Response(file.stream, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(file.bytes),
      'content-disposition': attachment(file.name),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
};

export const ALL = only({ GET });
