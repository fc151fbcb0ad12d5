import type { APIRoute } from 'astro';
import type { Refusal } from '../../../../core/types.ts';
import type { Exercise } from '../../../../../graders/types.ts';
import { attemptJson, json, notFound, problem, unauthorised, only } from '../../_answers.ts';
import { mayHandIn } from '../../_caller.ts';

const wantsPage = (request: Request): boolean => {
  const accept = request.headers.get('accept') ?? '';
  return accept.includes('text/html') && !accept.includes('application/json');
};

const refused = (request: Request, { track, slug }: Exercise, refusal: Refusal): Response =>
  wantsPage(request)
    ? new Response(null, {
        status: 303,
        headers: { location: `/exercises/${track}/${slug}?problem=${refusal.code}` },
      })
    : problem(refusal);

/** Takes a picture in. 201 only when its bytes and rows are safely stored; 200 for the same picture sent twice. */
export const POST: APIRoute = async ({ locals, params, request }) => {
  const { app, learner, address, arrivedAt } = locals;
  const exercise = app.catalogue.bySlug(params.slug ?? '');
  if (!exercise) return notFound('exercise');
  if (!mayHandIn(locals, request)) return unauthorised(request);
  const outcome = await app.attempts.submit(learner, exercise, request, address, arrivedAt);
  if (!outcome.ok) return refused(request, exercise, outcome.refusal);
  const response = accepted(request, outcome.value);
  const { cookie } = outcome.value;
  if (cookie) response.headers.append('set-cookie', cookie);
  return response;
};

function accepted(
  request: Request,
  value: { attempt: Parameters<typeof attemptJson>[0]; receipt: unknown; duplicate: boolean },
) {
  const { attempt, receipt, duplicate } = value;
  const shown = attemptJson(attempt);
  if (wantsPage(request)) return new Response(null, { status: 303, headers: { location: shown.url } });
  return json(
    { ...shown, receipt, duplicate },
    { status: duplicate ? 200 : 201, headers: { location: `/api/attempts/${attempt.id}` } },
  );
}

export const ALL = only({ POST });
