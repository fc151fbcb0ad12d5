import { attachment } from './_answers.ts';

/** What a request wants of bytes whose digest is known: nothing when it has them, a part, or all. */
export type Wanted = { status: 200 | 206; start: number; end: number } | { status: 304 } | { status: 416 };

const names = (list: string, etag: string): boolean =>
  list.split(',').some((one) => [etag, `W/${etag}`, '*'].includes(one.trim()));

/** RFC 9110, 13 and 14, for one range in bytes; several ranges are answered with the whole. `end` is exclusive. */
export function wantedPart(headers: Headers, bytes: number, etag: string): Wanted {
  if (names(headers.get('if-none-match') ?? '', etag)) return { status: 304 };
  const whole: Wanted = { status: 200, start: 0, end: bytes };
  const condition = headers.get('if-range');
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.get('range') ?? '') ?? [];
  if ((first === '' && last === '') || (condition !== null && condition !== etag)) return whole;
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes : Math.min(bytes, Number(last) + 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return whole;
  return start < end ? { status: 206, start, end } : { status: 416 };
}

/** Bytes as a download that can go on where it broke off. `etag` is their digest in quotation marks. */
export function download({ headers }: Request, bytes: Uint8Array, etag: string, name: string): Response {
  const size = bytes.byteLength;
  const answer = new Headers({ 'cache-control': 'no-cache', etag, 'accept-ranges': 'bytes' });
  const wanted = wantedPart(headers, size, etag);
  const { status } = wanted;
  if (status === 416) answer.set('content-range', `bytes */${size}`);
  if (status === 304 || status === 416) return new Response(null, { status, headers: answer });
  const { start, end } = wanted;
  if (status === 206) answer.set('content-range', `bytes ${start}-${end - 1}/${size}`);
  answer.set('content-type', 'application/octet-stream');
  answer.set('content-length', String(end - start));
  answer.set('content-disposition', attachment(name));
  return new Response(bytes.subarray(start, end) as Uint8Array<ArrayBuffer>, { status, headers: answer });
}
