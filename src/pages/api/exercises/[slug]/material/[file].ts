import type { APIRoute } from 'astro';
import { materialName } from '#core/view/start-ref.ts';
import { download } from '../../../_download.ts';
import { notFound, only } from '../../../_answers.ts';

/** A file that the client sends along with the brief, byte for byte. */
export const GET: APIRoute = async ({ locals, params, request }) => {
  const exercise = locals.app.catalogue.bySlug(params.slug ?? '');
  const found = exercise?.material.find((one) => materialName(one.path) === params.file);
  if (!found) return notFound('file');
  return download(request, await found.bytes(), `"${found.sha256}"`, materialName(found.path));
};

export const ALL = only({ GET });
