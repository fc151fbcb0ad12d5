import type { APIRoute } from 'astro';
import { notFound, unauthorised } from '../../../../api/_answers.ts';

/** A picture of a piece that is being reviewed, `<position>-<n>`: for its reviewers alone. */
export const GET: APIRoute = async ({ locals, params, request }) => {
  const { app, learner } = locals;
  if (!learner) return unauthorised(request);
  const [, position, n] = /^(\d{1,3})-(\d{1,2})$/.exec(params.piece ?? '') ?? [];
  const desk = app.credentials.reviewDesk(learner);
  const picture =
    desk && position !== undefined ? await desk.picture(params.id ?? '', Number(position), Number(n)) : null;
  if (!picture) return notFound('picture');
  return new Response(new Uint8Array(picture.bytes), {
    headers: { 'content-type': picture.mime, 'cache-control': 'private, max-age=600' },
  });
};
