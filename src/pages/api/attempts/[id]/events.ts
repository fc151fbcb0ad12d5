import type { APIRoute } from 'astro';
import { attemptJson, notFound, unauthorised, only } from '../../_answers.ts';
import { eventStream } from '../../_event-stream.ts';

/** The attempt at once and after every change, until it is final. */
export const GET: APIRoute = async ({ locals, params, request }) => {
  const { app, learner } = locals;
  const id = params.id ?? '';
  if (!learner) return unauthorised(request);
  if (!(await app.attempts.get(id, learner))) return notFound('attempt');
  return eventStream('attempt', request.signal, async function* (signal) {
    for await (const attempt of app.attempts.watch(id, learner, signal)) yield attemptJson(attempt);
  });
};

export const ALL = only({ GET });
