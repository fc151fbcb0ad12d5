import type { APIRoute } from 'astro';
import { json, notFound, only, problem, unauthorised } from '../../../_answers.ts';
import { runJson } from '../../../_lab.ts';

/** Stops a run; the pictures it has made so far stay. */
export const POST: APIRoute = async ({ locals, params, request }) => {
  const { lab } = locals.app;
  const { learner } = locals;
  const id = params.id ?? '';
  if (!lab) return notFound('run');
  if (!learner) return unauthorised(request);
  const outcome = await lab.cancel(learner, id);
  if (!outcome.ok) return problem(outcome.refusal);
  const run = await lab.run(id, learner);
  return run ? json(runJson(run)) : notFound('run');
};

export const ALL = only({ POST });
