import type { APIRoute } from 'astro';
import { openFile } from '../../_load/open-file.ts';
import { notHandedOut } from '../../_load/open-refusals.ts';

/** What is shown where somebody shares the page. */
export const GET: APIRoute = async ({ locals, params }) => {
  const card = await locals.app.credentials.card(params.id ?? '');
  return card instanceof Uint8Array ? openFile(card, 'image/png') : notHandedOut(card);
};
