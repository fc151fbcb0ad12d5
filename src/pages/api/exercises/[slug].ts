import type { APIRoute } from 'astro';
import { json, notFound, only } from '../_answers.ts';
import { exerciseJson } from '../_exercise-json.ts';

export const GET: APIRoute = ({ locals, params }) => {
  const exercise = locals.app.catalogue.bySlug(params.slug ?? '');
  return exercise ? json(exerciseJson(exercise)) : notFound('exercise');
};

export const ALL = only({ GET });
