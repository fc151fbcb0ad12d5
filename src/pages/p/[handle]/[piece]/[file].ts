import type { APIRoute } from 'astro';
import { notFound, only } from '../../../api/_answers.ts';

/** A public copy: of its metadata only the credit and how it was made. */
export const GET: APIRoute = async ({ locals, params }) => {
  const { handle = '', piece = '', file = '' } = params;
  const picture = await locals.app.portfolios.picture(handle, locals.learner, piece, file);
  if (!picture) return notFound('picture');
  return new Response(picture.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': picture.mime,
      'content-security-policy': "default-src 'none'; sandbox",
      // Places that show links fetch the card from elsewhere.
      'cross-origin-resource-policy': 'cross-origin',
      // Not longer: a portfolio can be taken down. What is private is kept by nobody on the way.
      'cache-control': picture.open ? 'public, max-age=300' : 'private, no-store',
    },
  });
};

export const ALL = only({ GET });
