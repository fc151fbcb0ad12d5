import type { APIRoute } from 'astro';
import { attachment, notFound, unauthorised, only } from '../../_answers.ts';
import { zipStream } from '../../_zip.ts';

const GUARDED = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store',
};

/**
 * What was sent, to its owner and their staff, as attachment: it is never shown in the browser. `?n=` gives one file, counted from 0;
 * without it several files come as a ZIP archive.
 */
export const GET: APIRoute = async ({ request, locals, params, url }) => {
  const { app, learner } = locals;
  if (!learner) return unauthorised(request);
  const id = params.id ?? '';
  const asked = url.searchParams.get('n');
  const first = await app.attempts.original(id, Number(asked ?? 0), learner);
  if (!first) return notFound('picture');
  const files = (await app.attempts.get(id, learner))?.files ?? [];
  if (asked === null && files.length > 1) {
    await first.stream.cancel();
    const entries = files.map(({ name }, n) => ({
      name: `${n + 1}-${name}`,
      async bytes() {
        const original = await app.attempts.original(id, n, learner);
        return new Uint8Array(await new Response(original?.stream).arrayBuffer());
      },
    }));
    return new Response(zipStream(entries), {
      headers: {
        ...GUARDED,
        'content-type': 'application/zip',
        'content-disposition': attachment(`${id}.zip`),
      },
    });
  }
  return new Response(first.stream, {
    headers: {
      ...GUARDED,
      'content-type': 'application/octet-stream',
      'content-length': String(first.bytes),
      'content-disposition': attachment(first.name),
    },
  });
};

export const ALL = only({ GET });
