import type { APIRoute } from 'astro';
import { openFile } from '../../_load/open-file.ts';
import { notHandedOut } from '../../_load/open-refusals.ts';

/** The badge with the credential inside (Open Badges 3.0, 5.3.1). */
export const GET: APIRoute = async ({ locals, params, url }) => {
  const badge = await locals.app.credentials.badge(params.id ?? '', 'png');
  if (badge === null || typeof badge === 'string') return notHandedOut(badge);
  return openFile(badge, 'image/png', url.searchParams.has('download') ? { name: 'badge.png' } : {});
};
