import type { APIRoute } from 'astro';
import { openFile } from '../../../_load/open-file.ts';
import { notHere } from '../../../_load/open-refusals.ts';

/** A picture of a piece, where its holder shows it: `<position>` or, of a set, `<position>-<n>`. */
export const GET: APIRoute = async ({ locals, params }) => {
  const [, position, n = '0'] = /^(\d{1,3})(?:-(\d{1,2}))?$/.exec(params.piece ?? '') ?? [];
  if (position === undefined) return notHere('picture');
  const picture = await locals.app.credentials.piecePicture(params.id ?? '', Number(position), Number(n));
  return picture ? openFile(picture.bytes, picture.mime, { seconds: 60 }) : notHere('picture');
};
