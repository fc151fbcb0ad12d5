import type { APIRoute } from 'astro';
import { notFound, only } from '../../../_answers.ts';
import { startName } from '#core/view/start-ref.ts';
import { startPicture } from '../../../_start-picture.ts';

/** One picture of a set, byte for byte. */
export const GET: APIRoute = async ({ locals, params, request }) => {
  const exercise = locals.app.catalogue.bySlug(params.slug ?? '');
  const frame = exercise?.frames.find(({ name }) => name === params.frame);
  if (!exercise || !frame) return notFound('picture');
  return startPicture(request, frame.start, startName(exercise, frame.start, frame.name));
};

export const ALL = only({ GET });
