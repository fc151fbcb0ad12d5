import type { APIRoute } from 'astro';
import { startName } from '#core/view/start-ref.ts';
import { notFound, only } from '../../_answers.ts';
import { download } from '../../_download.ts';

/** The picture the learner starts from, byte for byte. */
export const GET: APIRoute = async ({ locals, params, request }) => {
  const exercise = locals.app.catalogue.bySlug(params.slug ?? '');
  if (!exercise) return notFound('exercise');
  const { start } = exercise;
  return download(request, await start.bytes(), `"${start.sha256}"`, startName(exercise));
};

export const ALL = only({ GET });
