import type { APIRoute } from 'astro';
import { choiceOf } from '#core/gradebook/choose.ts';
import { SHAPES } from '#core/gradebook/shapes.ts';
import { attachment, notFound, only, problem, unauthorised } from '../../_answers.ts';

/** The gradebook as CSV: `?shape=plain|moodle|canvas`, and the same choice of rows and columns as the page. */
export const GET: APIRoute = async ({ request, locals, params, url }) => {
  const { app, learner } = locals;
  if (!learner) return unauthorised(request);
  const asked = url.searchParams.get('shape') ?? 'plain';
  const shape = SHAPES.find((one) => one === asked);
  if (!shape) return notFound('shape of a gradebook');
  const outcome = await app.gradebooks.csv(params.id ?? '', learner, shape, choiceOf(url.searchParams));
  if (!outcome) return notFound('class');
  if (!outcome.ok) return problem(outcome.refusal);
  const { name, text } = outcome.value;
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': attachment(name),
      'cache-control': 'private, no-store',
    },
  });
};

export const ALL = only({ GET });
