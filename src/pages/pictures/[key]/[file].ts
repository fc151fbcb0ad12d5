import type { APIRoute } from 'astro';
import { notFound } from '../../api/_answers.ts';

/** A picture of ours at a fixed width: `/pictures/<key>/<width>.<format>`. The key changes with the bytes. */
export const GET: APIRoute = async ({ locals, params }) => {
  const [, width, format] = /^(\d{1,5})\.(avif|webp)$/.exec(params.file ?? '') ?? [];
  const picture =
    width && format ? await locals.app.pictures.derived(params.key ?? '', Number(width), format) : null;
  if (!picture) return notFound('picture');
  return new Response(picture.bytes as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': picture.mime, 'cache-control': 'public, max-age=31536000, immutable' },
  });
};
