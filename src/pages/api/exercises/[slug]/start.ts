import type { APIRoute } from 'astro';
import { createHash } from 'node:crypto';
import { startName } from '#core/view/start-ref.ts';
import { attachment, notFound, only } from '../../_answers.ts';
import { startPicture } from '../../_start-picture.ts';
import { zipStream } from '../../_zip.ts';

/** The picture the learner starts from, byte for byte; all pictures of a set in a ZIP archive. */
export const GET: APIRoute = async ({ locals, params, request }) => {
  const exercise = locals.app.catalogue.bySlug(params.slug ?? '');
  if (!exercise) return notFound('exercise');
  const { slug, frames, start } = exercise;
  if (frames.length === 0) return startPicture(request, start, startName(exercise, start));
  const files = frames.map((frame) => ({
    name: startName(exercise, frame.start, frame.name),
    bytes: () => frame.start.bytes(),
  }));
  const digest = createHash('sha256').update(frames.map((frame) => frame.start.sha256).join());
  return new Response(zipStream(files), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': attachment(`${slug}-start.zip`),
      'cache-control': 'no-cache',
      etag: `"${digest.digest('hex')}"`,
    },
  });
};

export const ALL = only({ GET });
