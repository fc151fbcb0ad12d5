import type { APIRoute } from 'astro';
import { openFile } from '../../_load/open-file.ts';
import { notHandedOut } from '../../_load/open-refusals.ts';
import { problem } from '../../_load/response.ts';

/** The certificate for print. */
export const GET: APIRoute = async ({ locals, params }) => {
  const pdf = await locals.app.credentials.pdf(params.id ?? '');
  if (pdf === null || typeof pdf === 'string') return notHandedOut(pdf);
  if (!pdf.ok) return problem(pdf.refusal);
  return openFile(pdf.value, 'application/pdf', { name: 'certificate.pdf', seconds: 60 });
};
