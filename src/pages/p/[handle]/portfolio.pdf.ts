import type { APIRoute } from 'astro';
import { attachment, notFound, only } from '../../api/_answers.ts';

/** The page as a PDF, for print and to be sent around. */
export const GET: APIRoute = async ({ locals, params }) => {
  const { app, learner } = locals;
  const handle = params.handle ?? '';
  const page = await app.portfolios.published(handle, learner);
  const pdf =
    page &&
    (await app.portfolios.pdf(handle, learner, await app.credentials.namedOf(page.portfolio.learnerId)));
  if (!pdf) return notFound('portfolio');
  return new Response(pdf as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': attachment(`${handle}-portfolio.pdf`),
      'content-security-policy': "default-src 'none'; sandbox",
      // What is shown may be taken down at any moment.
      'cache-control': 'private, no-cache',
    },
  });
};

export const ALL = only({ GET });
