import type { APIRoute } from 'astro';
import { notFound, only, unauthorised } from '../../../_answers.ts';
import { eventStream } from '../../../_event-stream.ts';
import { runJson } from '../../../_lab.ts';

/** The run at once and after every change, until it has ended. */
export const GET: APIRoute = async ({ locals, params, request }) => {
  const { lab } = locals.app;
  const { learner } = locals;
  const id = params.id ?? '';
  if (!lab) return notFound('run');
  if (!learner) return unauthorised(request);
  if (!(await lab.run(id, learner))) return notFound('run');
  return eventStream('run', request.signal, async function* (signal) {
    for await (const run of lab.watch(id, learner, signal)) yield runJson(run);
  });
};

export const ALL = only({ GET });
