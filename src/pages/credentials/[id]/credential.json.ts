import type { APIRoute } from 'astro';
import { JSON_LD, openFile } from '../../_load/open-file.ts';
import { notHere, revokedHere } from '../../_load/open-refusals.ts';

/** The credential byte for byte as it was signed, as a download. */
export const GET: APIRoute = async ({ locals, params }) => {
  const found = await locals.app.credentials.document(params.id ?? '');
  if (found === null) return notHere();
  if (found === 'gone') return revokedHere();
  return openFile(found.text, JSON_LD, { name: 'credential.json', seconds: 60 });
};
