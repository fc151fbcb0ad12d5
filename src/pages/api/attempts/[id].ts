import type { APIRoute } from 'astro';
import { attemptJson, json, notFound, unauthorised, only } from '../_answers.ts';

export const GET: APIRoute = async ({ request, locals, params }) => {
  if (!locals.learner) return unauthorised(request);
  const attempt = await locals.app.attempts.get(params.id ?? '', locals.learner);
  return attempt ? json(attemptJson(attempt)) : notFound('attempt');
};

export const ALL = only({ GET });
