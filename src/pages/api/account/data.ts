import type { APIRoute } from 'astro';
import { attachment, notFound, only, unauthorised } from '../_answers.ts';
import { zipStream } from '../_zip.ts';

/** Everything that is kept of whoever asks, as a ZIP archive; `?part=` where there is so much that it comes in several. */
export const GET: APIRoute = async ({ request, locals, url }) => {
  const { app, learner } = locals;
  if (!learner) return unauthorised(request);
  const part = Number(url.searchParams.get('part') ?? 1);
  const entries = await app.ownData.entries(learner, part);
  if (!entries) return notFound('part');
  const day = new Date().toISOString().slice(0, 10);
  return new Response(zipStream(entries), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': attachment(`atelier-${day}${part > 1 ? `-part-${part}` : ''}.zip`),
      'cache-control': 'private, no-store',
    },
  });
};

export const ALL = only({ GET });
