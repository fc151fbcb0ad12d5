import type { APIRoute } from 'astro';
import { labFor } from '../../../../_load/lab.ts';
import { smallFormOf } from '../../../../_load/form.ts';
import { attemptJson, json, notFound, only, problem, unauthorised } from '../../../_answers.ts';

/** Hands in pictures of the lab: field `picture`, repeated, each `<run>.<position>`. */
export const POST: APIRoute = async ({ locals, params, request }) => {
  const { app, learner, arrivedAt } = locals;
  const exercise = app.catalogue.bySlug(params.slug ?? '');
  const lab = exercise && labFor(app, exercise);
  if (!lab) return notFound('lab');
  if (!learner) return unauthorised(request);
  const form = await smallFormOf(request);
  if (!form.ok) return problem(form.refusal);
  const outcome = await lab.handIn(learner, exercise, form.value.getAll('picture').map(String), arrivedAt);
  if (!outcome.ok) return problem(outcome.refusal);
  const { attemptId, duplicate } = outcome.value;
  const attempt = await app.attempts.get(attemptId, learner);
  if (!attempt) return notFound('attempt');
  return json(
    { ...attemptJson(attempt), duplicate },
    { status: duplicate ? 200 : 201, headers: { location: `/api/attempts/${attemptId}` } },
  );
};

export const ALL = only({ POST });
