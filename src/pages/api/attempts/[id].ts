import type { APIRoute } from 'astro';
import { attemptJson, json, notFound, unauthorised } from '../_answers.ts';

export const GET: APIRoute = async ({ locals, params }) => {
  if (!locals.learner) return unauthorised();
  const attempt = await locals.app.attempts.get(params.id ?? '', locals.learner);
  return attempt ? json(attemptJson(attempt)) : notFound('attempt');
};
