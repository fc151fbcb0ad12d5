/** Bytes that anybody may read, from any site: verifiers run in browsers too. Nothing of it may run. */
export function openFile(
  body: Uint8Array | string,
  type: string,
  { name, seconds = 300 }: { name?: string; seconds?: number } = {},
): Response {
  const headers = new Headers({
    'content-type': type,
    'cache-control': `public, max-age=${seconds}`,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  });
  if (name !== undefined) headers.set('content-disposition', `attachment; filename="${name}"`);
  return new Response(body as Uint8Array<ArrayBuffer> | string, { headers });
}

export const JSON_LD = 'application/ld+json; charset=utf-8';

/** Whether a request would rather have the data than the page: what a browser sends names HTML first. */
export function wantsData(request: Request): boolean {
  const accept = request.headers.get('accept') ?? '';
  if (/text\/html/i.test(accept)) return false;
  return /application\/(ld\+json|vc(\+ld\+json|\+json)?|json)/i.test(accept);
}
