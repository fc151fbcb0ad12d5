import type { APIRoute } from 'astro';
import { json, notFound, only, unauthorised } from '../../_answers.ts';
import { runJson } from '../../_lab.ts';

export const GET: APIRoute = async ({ request, locals, params }) => {
  const { lab } = locals.app;
  if (!lab) return notFound('run');
  if (!locals.learner) return unauthorised(request);
  const run = await lab.run(params.id ?? '', locals.learner);
  return run ? json(runJson(run)) : notFound('run');
};

export const ALL = only({ GET });
