import type { APIRoute } from 'astro';
import { extname } from 'node:path';
import { attachment, notFound, only } from '../../_answers.ts';

/** The picture the learner starts from, byte for byte. */
export const GET: APIRoute = async ({ locals, params }) => {
  const exercise = locals.app.catalogue.bySlug(params.slug ?? '');
  if (!exercise) return notFound('exercise');
  const bytes = await exercise.start.bytes();
  const extension = extname(exercise.start.path);
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.byteLength),
      'content-disposition': attachment(`${exercise.slug}-start${extension}`),
      'cache-control': 'no-cache',
      etag: `"${exercise.start.sha256}"`,
    },
  });
};

export const ALL = only({ GET });
