import { describe, expect, it } from 'vitest';
import { wantedPart, type Wanted } from '../../src/pages/api/_download.ts';

const ETAG = '"abc"';
const part = (start: number, end: number): Wanted => ({ status: 206, start, end });
const WHOLE: Wanted = { status: 200, start: 0, end: 100 };

describe('what is sent of 100 bytes', () => {
  it.each<[Record<string, string>, Wanted]>([
    [{}, WHOLE],
    [{ range: 'bytes=0-9' }, part(0, 10)],
    [{ range: 'bytes=90-' }, part(90, 100)],
    [{ range: 'bytes=90-500' }, part(90, 100)],
    [{ range: 'bytes=-10' }, part(90, 100)],
    [{ range: 'bytes=-500' }, part(0, 100)],
    [{ range: 'bytes=100-' }, { status: 416 }],
    [{ range: 'bytes=-0' }, { status: 416 }],
    [{ range: 'bytes=9-3' }, WHOLE],
    [{ range: 'bytes=0-1,5-6' }, WHOLE],
    [{ range: 'lines=0-1' }, WHOLE],
    [{ range: 'bytes=0-9', 'if-range': ETAG }, part(0, 10)],
    [{ range: 'bytes=0-9', 'if-range': '"old"' }, WHOLE],
    [{ 'if-none-match': ETAG }, { status: 304 }],
    [{ 'if-none-match': `"x", W/${ETAG}`, range: 'bytes=0-9' }, { status: 304 }],
    [{ 'if-none-match': '"x"' }, WHOLE],
  ])('%j', (headers, wanted) => {
    expect(wantedPart(new Headers(headers), 100, ETAG)).toEqual(wanted);
  });
});
