import type { APIRoute } from 'astro';
import { verdictJson } from '#core/certificates/verdict-json.ts';
import { json, only, problem } from './_answers.ts';

/** What the page “Verify” says, for programs: multipart with `file`, or `text`, and `portfolio` where it is not listed. */
export const POST: APIRoute = async ({ request, locals }) => {
  const { app, address } = locals;
  const outcome = await app.credentials.check(request, address);
  if (!outcome.ok) return problem(outcome.refusal);
  const { verdict, file } = outcome.value;
  return json({
    verdict: verdict && verdictJson(verdict),
    file: file && {
      sha256: file.sha256,
      certificates: file.pieces.map(({ certificateId, certificate, piece, score }) => ({
        url: `${app.publicUrl}/credentials/${certificateId}`,
        certificate,
        piece,
        score,
      })),
      portfolios: file.work.map(({ handle, name, piece, score }) => ({
        url: `${app.publicUrl}/p/${handle}`,
        name,
        piece,
        score,
      })),
    },
  });
};

export const ALL = only({ POST });
