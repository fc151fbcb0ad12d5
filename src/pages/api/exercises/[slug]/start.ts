import type { APIRoute } from 'astro';
import { startName } from '#core/view/start-ref.ts';
import { attachment, notFound, only } from '../../_answers.ts';

/** The picture the learner starts from, byte for byte. */
export const GET: APIRoute = async ({ locals, params }) => {
  const exercise = locals.app.catalogue.bySlug(params.slug ?? '');
  if (!exercise) return notFound('exercise');
  const bytes = await exercise.start.bytes();
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.byteLength),
      'content-disposition': attachment(startName(exercise)),
      'cache-control': 'no-cache',
      etag: `"${exercise.start.sha256}"`,
    },
  });
};

export const ALL = only({ GET });
