import type { APIRoute } from 'astro';
import { canvasMissing } from '#core/gradebook/refusals.ts';
import { targetsIn } from '#core/view/canvas-form.ts';
import { carriedFile } from '../../../_load/carried-file.ts';
import { formOf } from '../../../_load/form.ts';
import { attachment, notFound, only, problem, unauthorised } from '../../_answers.ts';

/** A Canvas gradebook export (multipart, field `file`) with our columns filled in; `into-<column>` says where each goes. */
export const POST: APIRoute = async ({ request, locals, params }) => {
  const { app, learner } = locals;
  if (!learner) return unauthorised(request);
  const sent = await formOf(request);
  if (!sent.ok) return problem(sent.refusal);
  const file = await carriedFile(sent.value);
  if (!file) return problem(canvasMissing());
  const outcome = await app.gradebooks.fill(params.id ?? '', learner, file, targetsIn(sent.value));
  if (!outcome) return notFound('class');
  if (!outcome.ok) return problem(outcome.refusal);
  return new Response(outcome.value.filled.text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': attachment('canvas-grades-filled.csv'),
      'cache-control': 'private, no-store',
    },
  });
};

export const ALL = only({ POST });
