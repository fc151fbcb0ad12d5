import type { APIRoute } from 'astro';
import { JSON_LD, openFile } from '../../_load/open-file.ts';
import { notHandedOut } from '../../_load/open-refusals.ts';

/** The credential byte for byte as it was signed, as a download. */
export const GET: APIRoute = async ({ locals, params }) => {
  const found = await locals.app.credentials.document(params.id ?? '');
  if (found === null || typeof found === 'string') return notHandedOut(found);
  return openFile(found.text, JSON_LD, { name: 'credential.json', seconds: 60 });
};
