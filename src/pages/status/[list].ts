import type { APIRoute } from 'astro';
import { openFile } from '../_load/open-file.ts';
import { notHere } from '../_load/open-refusals.ts';

/** A signed Bitstring Status List: which certificates no longer hold. */
export const GET: APIRoute = async ({ locals, params }) => {
  const list = /^[1-9]\d{0,8}$/.test(params.list ?? '')
    ? await locals.app.credentials.statusList(Number(params.list))
    : null;
  if (!list) return notHere('status list');
  return openFile(JSON.stringify(list, null, 2), 'application/vc', { seconds: 60 });
};
