import type { APIRoute } from 'astro';
import { labFor } from '../../../../_load/lab.ts';
import { wishOf } from '../../../../_load/wish.ts';
import { smallFormOf } from '../../../../_load/form.ts';
import { json, notFound, only, problem, unauthorised } from '../../../_answers.ts';
import { runJson } from '../../../_lab.ts';

/** Own runs at this exercise, newest first, with what the generator takes and what is left of today. */
export const GET: APIRoute = async ({ locals, params, request }) => {
  const { app, learner } = locals;
  const exercise = app.catalogue.bySlug(params.slug ?? '');
  const lab = exercise && labFor(app, exercise);
  if (!lab) return notFound('lab');
  if (!learner) return unauthorised(request);
  const [takes, left, runs] = await Promise.all([
    lab.capabilities(),
    lab.left(learner),
    lab.runs(learner, exercise.spec.id),
  ]);
  return json({ takes: takes.ok ? takes.value : null, ...left, runs: runs.map(runJson) });
};

/** Asks for pictures, by the fields of the page's form; 201 when the run stands in the queue. */
export const POST: APIRoute = async ({ locals, params, request }) => {
  const { app, learner } = locals;
  const exercise = app.catalogue.bySlug(params.slug ?? '');
  const lab = exercise && labFor(app, exercise);
  if (!lab) return notFound('lab');
  if (!learner) return unauthorised(request);
  const form = await smallFormOf(request);
  if (!form.ok) return problem(form.refusal);
  const outcome = await lab.ask(learner, exercise, wishOf(form.value));
  if (!outcome.ok) return problem(outcome.refusal);
  const run = await lab.run(outcome.value, learner);
  return run
    ? json(runJson(run), { status: 201, headers: { location: `/api/lab/runs/${run.id}` } })
    : notFound('run');
};

export const ALL = only({ GET, POST });
