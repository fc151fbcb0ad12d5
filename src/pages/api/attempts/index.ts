import type { APIRoute } from 'astro';
import { attemptJson, json, notFound, only, unauthorised } from '../_answers.ts';

/** The caller's own attempts, newest first; `?exercise=<slug>` keeps those at one exercise. */
export const GET: APIRoute = async ({ locals: { app, learner }, request, url }) => {
  if (!learner) return unauthorised(request);
  const slug = url.searchParams.get('exercise');
  const exercise = slug === null ? undefined : app.catalogue.bySlug(slug);
  if (exercise === null) return notFound('exercise');
  const attempts = await app.attempts.ofLearner(learner, exercise?.spec.id);
  return json({ attempts: attempts.map(attemptJson) });
};

export const ALL = only({ GET });
