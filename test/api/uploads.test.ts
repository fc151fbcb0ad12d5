import { readdir } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Learner } from '#core/types.ts';
import { serveApi } from '#test/support/api-server.ts';
import * as hostile from '#test/support/hostile.ts';
import {
  ramp,
  signUp,
  sweepFolders,
  testPlatform,
  until,
  type TestPlatform,
} from '#test/support/platform.ts';

const CHILD = fileURLToPath(new URL('../../src/worker/child.ts', import.meta.url));

let platform: TestPlatform;
let api: Awaited<ReturnType<typeof serveApi>>;
let learner: Learner;
let session: string;

/** Real inspection in a child process, and no worker that grades: what is refused must be refused at the door. */
beforeAll(async () => {
  platform = await testPlatform({
    childModule: CHILD,
    environment: { ATELIER_WORKERS: '0' },
    limits: { attemptsPerMinute: 1000, waitingPerLearner: 1000 },
  });
  platform.start();
  api = await serveApi(platform);
  ({ learner, session } = await signUp(platform));
});
afterAll(async () => {
  await api.close();
  await platform.stop();
  await sweepFolders();
});

type Part = [field: string, value: Uint8Array | string, name?: string];

function form(...parts: Part[]): FormData {
  const data = new FormData();
  for (const [field, value, name] of parts) {
    if (typeof value === 'string') data.append(field, value);
    else data.append(field, new Blob([value as Uint8Array<ArrayBuffer>]), name ?? 'mine.png');
  }
  return data;
}

const post = (body: BodyInit, headers: Record<string, string> = { cookie: session }, slug = 'grey') =>
  fetch(`${api.url}/api/exercises/${slug}/attempts`, {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit);

async function left(): Promise<{ attempts: number; halfWritten: string[]; blobs: string[] }> {
  const blobs = join(platform.data, 'blobs');
  return {
    attempts: (await platform.app.attempts.ofLearner(learner)).length,
    halfWritten: await readdir(join(blobs, 'incoming')),
    blobs: (await readdir(join(blobs, 'sha256'), { recursive: true })).filter((name) => name.length > 10),
  };
}
const NOTHING = { attempts: 0, halfWritten: [], blobs: [] };

const png = (width = 240, height = 160) => ramp(width, height).png().toBuffer();
const large = () => Buffer.concat([hostile.NOISE, Buffer.alloc(400_000, 7)]);

/** No Content-Length: the size is known only when it has arrived. */
async function chunked(bytes: Uint8Array): Promise<Response> {
  const whole = new Response(form(['file', bytes]));
  const type = whole.headers.get('content-type') ?? '';
  return post(whole.body as ReadableStream, { cookie: session, 'content-type': type });
}

/** The beginning of a form whose first part never ends, then `bytes` of it, without a length. */
function endless(disposition: string, bytes: number): Promise<Response> {
  const pieces = function* () {
    yield Buffer.from(`--x\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`);
    for (let sent = 0; sent < bytes; sent += 65_536) yield Buffer.alloc(65_536, 7);
  };
  return post(Readable.toWeb(Readable.from(pieces())) as ReadableStream<Uint8Array<ArrayBuffer>>, {
    cookie: session,
    'content-type': 'multipart/form-data; boundary=x',
  });
}

const raw = (type: string, body: string) => post(body, { cookie: session, 'content-type': type });

const CASES: [what: string, status: number, code: string, send: () => Promise<Response>][] = [
  ['no form at all', 415, 'not-multipart', async () => raw('image/png', 'bytes')],
  ['a form without boundary', 415, 'not-multipart', async () => raw('multipart/form-data', 'bytes')],
  [
    'a form cut off',
    400,
    'malformed',
    async () =>
      raw(
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc',
      ),
  ],
  ['no file', 400, 'no-file', async () => post(form(['note', 'hello']))],
  ['a file input left empty', 400, 'no-file', async () => post(form(['file', new Uint8Array(), '']))],
  ['text in the field of the file', 400, 'no-file', async () => post(form(['file', 'hello']))],
  ['another field', 400, 'wrong-field', async () => post(form(['picture', await png()]))],
  ['two files', 400, 'several-files', async () => post(form(['file', await png()], ['file', await png()]))],
  ['an empty file', 422, 'empty-file', async () => post(form(['file', new Uint8Array()]))],
  ['too many bytes, announced', 413, 'too-large', async () => post(form(['file', large()]))],
  ['too many bytes, not announced', 413, 'too-large', async () => chunked(large())],
  [
    'far too many bytes behind an unclosed boundary',
    413,
    'too-large',
    () => endless('name="file"; filename="a.png"', 60_000_000),
  ],
  [
    'far too many bytes in another field',
    413,
    'too-large',
    () => endless('name="nope"; filename="a.png"', 8_000_000),
  ],
  ['far too many bytes of text', 413, 'too-large', () => endless('name="note"', 8_000_000)],
  [
    'a part without a name',
    400,
    'wrong-field',
    async () =>
      raw(
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; filename="a.png"\r\n\r\nabc\r\n--x--\r\n',
      ),
  ],
  ['an SVG named .png', 415, 'format-not-accepted', async () => post(form(['file', hostile.SVG]))],
  ['an SVG that reads files', 415, 'format-not-accepted', async () => post(form(['file', hostile.XXE]))],
  ['a PDF', 415, 'format-not-accepted', async () => post(form(['file', hostile.PDF, 'mine.pdf']))],
  ['a GIF', 415, 'format-not-accepted', async () => post(form(['file', hostile.GIF]))],
  ['a HEIC', 415, 'format-not-accepted', async () => post(form(['file', hostile.HEIC, 'IMG_1.HEIC']))],
  [
    'an AVIF where none is taken',
    415,
    'format-not-accepted',
    async () => post(form(['file', await ramp(64, 64).avif().toBuffer()])),
  ],
  ['noise', 415, 'not-an-image', async () => post(form(['file', hostile.NOISE]))],
  [
    'a PNG cut within its header',
    422,
    'truncated',
    async () => post(form(['file', (await png()).subarray(0, 20)])),
  ],
  ['too many pixels', 413, 'too-many-pixels', async () => post(form(['file', await png(1200, 900)]))],
  ['a pixel bomb', 413, 'too-many-pixels', async () => post(form(['file', hostile.pixelBomb(30_000)]))],
  ['an animated PNG', 422, 'animated', async () => post(form(['file', await hostile.animatedPng()]))],
  ['an animated WebP', 422, 'animated', async () => post(form(['file', await hostile.animatedWebp()]))],
  ['a CMYK JPEG', 422, 'cmyk', async () => post(form(['file', await hostile.cmykJpeg()]))],
  ['no session', 401, 'sign-in-needed', async () => post(form(['file', await png()]), {})],
  [
    'an expired session',
    401,
    'sign-in-needed',
    async () => post(form(['file', await png()]), { cookie: 'atelier=gone', origin: api.url }),
  ],
  [
    'a token nobody has',
    401,
    'token-unknown',
    async () => post(form(['file', await png()]), { authorization: `Bearer at_${'0'.repeat(40)}` }),
  ],
  [
    'a form of another site',
    403,
    'foreign-origin',
    async () => post(form(['file', await png()]), { cookie: session, origin: 'https://elsewhere.example' }),
  ],
  [
    'an exercise that is not there',
    404,
    'not-found',
    async () => post(form(['file', await png()]), { cookie: session }, 'nowhere'),
  ],
];

describe('what is refused costs nothing and leaves nothing', () => {
  it.each(CASES)('%s: %i %s', async (_, status, code, send) => {
    const response = await send();
    const problem = (await response.json()) as Record<string, string>;
    expect([response.status, problem.code]).toEqual([status, code]);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    for (const text of [problem.title, problem.detail, problem.hint]) expect(text).toMatch(/^\S.*[^{}]+$/s);
    await until(async () => (await left()).halfWritten.length === 0);
    expect(await left()).toEqual(NOTHING);
  });

  it('an upload that breaks off leaves nothing', async () => {
    const { port } = new URL(api.url);
    const sending = httpRequest({
      port,
      method: 'POST',
      path: '/api/exercises/grey/attempts',
      headers: {
        cookie: session,
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': '200000',
      },
    });
    sending.on('error', () => {});
    sending.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n');
    sending.write(Buffer.alloc(50_000, 1));
    await until(async () => (await left()).halfWritten.length === 1);
    sending.destroy();
    await until(async () => (await left()).halfWritten.length === 0);
    expect(await left()).toEqual(NOTHING);
  });

  it('a browser without JavaScript is sent back to the exercise with the code', async () => {
    const response = await fetch(`${api.url}/api/exercises/grey/attempts`, {
      method: 'POST',
      body: form(['file', hostile.PDF]),
      headers: { cookie: session, accept: 'text/html,*/*;q=0.8' },
      redirect: 'manual',
    });
    expect([response.status, response.headers.get('location')]).toEqual([
      303,
      '/exercises/seeing/grey?problem=format-not-accepted',
    ]);
  });
});

describe('a disk that is almost full', () => {
  it('takes no picture in: 507', async () => {
    const full = await testPlatform({ limits: { diskFloor: Number.MAX_SAFE_INTEGER } });
    const door = await serveApi(full);
    const { session: cookie } = await signUp(full);
    const response = await fetch(`${door.url}/api/exercises/grey/attempts`, {
      method: 'POST',
      body: form(['file', await png()]),
      headers: { cookie },
    });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([507, 'disk-full']);
    expect((await fetch(`${door.url}/api/health`)).status).toBe(503);
    await door.close();
    await full.stop();
  });
});

describe('how much one learner may send', () => {
  it.each([
    ['attempts a minute', { attemptsPerMinute: 2 }, ['grey', 'grey', 'grey'], 'too-fast'],
    ['attempts waiting', { waitingPerLearner: 1 }, ['grey', 'blue'], 'too-many-waiting'],
    ['bytes at one moment', { inFlightPerLearner: 1000 }, ['grey'], 'busy'],
  ])('%s: 429', async (_, limits, slugs, code) => {
    const small = await testPlatform({ limits });
    const door = await serveApi(small);
    const { session: cookie } = await signUp(small);
    const answers: [number, string][] = [];
    for (const [i, slug] of slugs.entries()) {
      const body = form(['file', await ramp(240, 160, i).png().toBuffer()]);
      const response = await fetch(`${door.url}/api/exercises/${slug}/attempts`, {
        method: 'POST',
        body,
        headers: { cookie },
      });
      answers.push([response.status, ((await response.json()) as { code?: string }).code ?? '']);
    }
    expect(answers).toEqual([...slugs.slice(1).map(() => [201, '']), [429, code]]);
    await door.close();
    await small.stop();
  });
});

describe('what is taken in', () => {
  it.each([
    ['an 8-bit PNG', png],
    ['a 16-bit PNG', hostile.sixteenBit],
    ['a JPEG turned by EXIF', hostile.rotated],
    ['a Display P3 PNG', hostile.wideGamut],
  ])('%s: 201 with a receipt', async (_, make) => {
    const bytes = await make();
    const response = await post(form(['file', bytes, '../Ünï "x".png']));
    expect(response.status).toBe(201);
    const answer = (await response.json()) as {
      id: string;
      status: string;
      url: string;
      duplicate: boolean;
      files: { name: string }[];
      receipt: { sha256: string[]; bytes: number[]; receivedAt: string };
    };
    const { createHash } = await import('node:crypto');
    expect(answer.receipt.sha256).toEqual([createHash('sha256').update(bytes).digest('hex')]);
    expect([answer.receipt.bytes, answer.status, answer.url, answer.duplicate]).toEqual([
      [bytes.length],
      'queued',
      `/attempts/${answer.id}`,
      false,
    ]);
    expect(answer.files[0]?.name).toBe('Ünï "x".png');
    expect(new Date(answer.receipt.receivedAt).getTime()).toBeGreaterThan(1.7e12);
    const original = await fetch(`${api.url}/api/attempts/${answer.id}/original`, {
      headers: { cookie: session },
    });
    expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(true);
    expect(original.headers.get('content-disposition')).toContain('attachment; filename="_n_ _x_.png"');
  });

  it('the same picture sent twice is one attempt', async () => {
    const bytes = await ramp(240, 160, 33).png().toBuffer();
    const before = (await platform.app.attempts.ofLearner(learner)).length;
    const answers = await Promise.all([
      post(form(['file', bytes]), { cookie: session }, 'blue'),
      post(form(['file', bytes]), { cookie: session }, 'blue'),
    ]);
    const attempts = (await Promise.all(answers.map((answer) => answer.json()))) as {
      id: string;
      duplicate: boolean;
    }[];
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 201]);
    expect(new Set(attempts.map((attempt) => attempt.id)).size).toBe(1);
    expect((await platform.app.attempts.ofLearner(learner)).length).toBe(before + 1);
  });
});
