import type { APIRoute } from 'astro';
import { openFile } from '../_load/open-file.ts';
import { notHere } from '../_load/open-refusals.ts';

/** The school as `did:web`: every key it has ever signed with. */
export const GET: APIRoute = async ({ locals }) => {
  const document = await locals.app.credentials.didDocument();
  return document
    ? openFile(JSON.stringify(document, null, 2), 'application/did+json')
    : notHere('DID document: it is not reached over HTTPS');
};
