import type { APIRoute } from 'astro';
import { extname } from 'node:path';
import { attachment, notFound, only } from '../../_answers.ts';
import { wantedPart } from '../../_part.ts';

/** The picture the learner starts from, byte for byte; a download that broke off can go on. */
export const GET: APIRoute = async ({ locals, params, request }) => {
  const exercise = locals.app.catalogue.bySlug(params.slug ?? '');
  if (!exercise) return notFound('exercise');
  const bytes = await exercise.start.bytes();
  const etag = `"${exercise.start.sha256}"`;
  const headers = new Headers({ 'cache-control': 'no-cache', etag, 'accept-ranges': 'bytes' });
  const wanted = wantedPart(request.headers, bytes.byteLength, etag);
  const { status } = wanted;
  if (status === 416) headers.set('content-range', `bytes */${bytes.byteLength}`);
  if (status === 304 || status === 416) return new Response(null, { status, headers });
  const { start, end } = wanted;
  if (status === 206) headers.set('content-range', `bytes ${start}-${end - 1}/${bytes.byteLength}`);
  headers.set('content-type', 'application/octet-stream');
  headers.set('content-length', String(end - start));
  headers.set('content-disposition', attachment(`${exercise.slug}-start${extname(exercise.start.path)}`));
  return new Response(bytes.subarray(start, end) as Uint8Array<ArrayBuffer>, { status, headers });
};

export const ALL = only({ GET });
