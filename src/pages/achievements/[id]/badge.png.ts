import type { APIRoute } from 'astro';
import { openFile } from '../../_load/open-file.ts';
import { notHere } from '../../_load/open-refusals.ts';

export const GET: APIRoute = async ({ locals, params }) => {
  const badge = await locals.app.credentials.achievementBadge(params.id ?? '', 'png');
  return badge ? openFile(badge, 'image/png') : notHere();
};
