import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { serveApi } from '#test/support/api-server.ts';
import {
  ramp,
  signUp,
  sweepFolders,
  testPlatform,
  upload,
  type TestPlatform,
} from '#test/support/platform.ts';
import { addAccount } from '#server/accounts/administration.ts';
import { database } from '#server/config.ts';
import { openStore } from '#server/db/open.ts';

let platform: TestPlatform;
let api: Awaited<ReturnType<typeof serveApi>>;
let mine: string;
let others: string;
let teacher: string;
let head: string;
let id: string;

beforeAll(async () => {
  platform = await testPlatform();
  platform.start();
  api = await serveApi(platform);
  const ines = await signUp(platform);
  mine = ines.session;
  others = (await signUp(platform, 'omar')).session;
  const store = openStore(database(platform.config));
  const add = async (name: string, role: 'instructor' | 'owner') => {
    const link = await addAccount(store, { email: `${name}@example.org`, name, role }, Date.now());
    const entered = await platform.app.accounts.resetPassword(link, 'three unrelated words', '192.0.2.1');
    return entered.ok ? (entered.value.cookie.split(';')[0] ?? '') : '';
  };
  teacher = await add('tea', 'instructor');
  head = await add('otto', 'owner');
  await store.close();
  const exercise = platform.app.catalogue.bySlug('grey');
  const sent =
    exercise &&
    (await platform.app.attempts.submit(
      ines.learner,
      exercise,
      upload(await ramp(24, 16).png().toBuffer()),
      '192.0.2.1',
    ));
  if (!sent?.ok) throw new Error('not taken in');
  ({ id } = sent.value.attempt);
});
afterAll(async () => {
  await api.close();
  await platform.stop();
  await sweepFolders();
});

const get = (path: string, cookie?: string) => fetch(api.url + path, { headers: cookie ? { cookie } : {} });

test.each<[string, () => string, string | null]>([
  ['the learner', () => mine, 'ines'],
  ['the owner of the school', () => head, 'ines'],
  ['whoever teaches, but not them', () => teacher, null],
  ['another learner', () => others, null],
])('whose attempt it is, for %s', async (_, cookie, name) => {
  const headers = { cookie: cookie() };
  const { learner } = await platform.app.accounts.authenticate(new Request('http://localhost/', { headers }));
  expect((await platform.app.attempts.learnerOf(id, learner!))?.name ?? null).toBe(name);
});

describe('the events of an attempt', () => {
  it('come until it is final, then the stream ends', async () => {
    const response = await get(`/api/attempts/${id}/events`, mine);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const events = (await response.text())
      .split('\n\n')
      .filter((event) => event.startsWith('event: attempt\ndata: '));
    const last = JSON.parse(events.at(-1)?.slice('event: attempt\ndata: '.length) ?? '') as Record<
      string,
      unknown
    >;
    expect(last).toMatchObject({ id, status: 'graded', number: 1, url: `/attempts/${id}` });
    expect(last).not.toHaveProperty('learnerId');
    expect(last.evidence).toEqual([
      {
        name: 'yours',
        mime: 'image/webp',
        width: 2,
        height: 1,
        alt: 'Yours.',
        url: `/api/attempts/${id}/evidence/yours`,
      },
    ]);
  });
});

describe('who sees what of an attempt', () => {
  const PATHS = ['', '/events', '/evidence/yours', '/original'];
  it.each([
    ['nobody', () => undefined, [401, 401, 401, 401]],
    ['another learner', () => others, [404, 404, 404, 404]],
    ['an instructor of no class of theirs', () => teacher, [404, 404, 404, 404]],
    ['the owner of the school', () => head, [200, 200, 200, 200]],
    ['whoever made it', () => mine, [200, 200, 200, 200]],
  ])('%s', async (_, cookie, expected) => {
    const answers = await Promise.all(PATHS.map((path) => get(`/api/attempts/${id}${path}`, cookie())));
    await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    expect(answers.map((answer) => answer.status)).toEqual(expected);
  });

  it.each(['/evidence/yours', '/original'])('%s can run nothing', async (path) => {
    const { headers } = await get(`/api/attempts/${id}${path}`, mine);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toContain('private');
  });

  it('a picture whose bytes are gone is not there', async () => {
    const shown = (await (await get(`/api/attempts/${id}`, mine)).json()) as { files: { sha256: string }[] };
    const sha256 = shown.files[0]?.sha256 ?? '';
    const path = join(platform.data, 'blobs', 'sha256', sha256.slice(0, 2), sha256);
    await rename(path, `${path}.away`);
    // The fake child shows the very bytes it was sent.
    expect((await get(`/api/attempts/${id}/evidence/yours`, mine)).status).toBe(404);
    expect((await get(`/api/attempts/${id}/original`, mine)).status).toBe(404);
    await rename(`${path}.away`, path);
  });

  it.each([
    '/evidence/reference',
    '/evidence/..%2f..%2fatelier.db',
    '/original?n=1',
    '/original?n=-1',
    '/original?n=x',
  ])('%s is not there', async (path) => {
    expect((await get(`/api/attempts/${id}${path}`, mine)).status).toBe(404);
  });
});

describe('the catalogue', () => {
  it('tells facts, limits and links, never references', async () => {
    const text = await (await get('/api/exercises')).text();
    const { exercises } = JSON.parse(text) as { exercises: Record<string, unknown>[] };
    expect(exercises.map((one) => one.slug)).toEqual(['blue', 'grey']);
    expect(exercises[1]).toMatchObject({
      start: '/api/exercises/grey/start',
      submission: { maxBytes: 300_000 },
      criteria: [{ id: 'tone', weight: 1 }],
    });
    expect(text).not.toContain('reference');
    expect(await (await get('/api/exercises/grey')).json()).toEqual(exercises[1]);
  });

  it('gives the start picture byte for byte, as a download', async () => {
    const response = await get('/api/exercises/grey/start');
    expect(response.headers.get('content-disposition')).toContain('attachment; filename="grey-start.png"');
    const bytes = await platform.app.catalogue.bySlug('grey')?.start.bytes();
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(bytes ?? []))).toBe(true);
    const again = async (headers: Record<string, string>) => {
      const answer = await fetch(`${api.url}/api/exercises/grey/start`, { headers });
      return [
        answer.status,
        answer.headers.get('content-range'),
        Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(bytes ?? []).subarray(8, 20)),
      ];
    };
    const etag = response.headers.get('etag') ?? '';
    const size = bytes?.byteLength;
    expect([
      await again({ 'if-none-match': etag }),
      await again({ range: 'bytes=8-19' }),
      await again({ range: `bytes=${size}-` }),
    ]).toEqual([
      [304, null, false],
      [206, `bytes 8-19/${size}`, true],
      [416, `bytes */${size}`, false],
    ]);
  });

  it.each([
    '/api/exercises/nowhere',
    '/api/exercises/nowhere/start',
    '/api',
    '/api/nowhere',
    '/pictures/0/1.webp',
    '/pictures/abc/x',
  ])('%s: 404 as problem+json', async (path) => {
    const response = await get(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });
});

describe('what an address does not take', () => {
  it.each([
    ['DELETE', '/api/exercises', 'GET'],
    ['PUT', '/api/exercises/grey/attempts', 'POST'],
    ['POST', '/api/health', 'GET'],
  ])('%s %s: 405, and what it does take', async (method, path, allow) => {
    const response = await fetch(api.url + path, { method, headers: { origin: api.url } });
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
    expect(((await response.json()) as { hint: string }).hint).toBe(`Use ${allow}.`);
  });

  it('HEAD is GET without a body', async () => {
    const response = await fetch(`${api.url}/api/health`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

describe('a page of ours without a session', () => {
  it('opens one for a guest with the first picture, and sees its attempt with it', async () => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(await ramp(24, 16, 9).png().toBuffer())]), 'mine.png');
    const response = await fetch(`${api.url}/api/exercises/grey/attempts`, {
      method: 'POST',
      body: form,
      headers: { origin: api.url },
    });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    expect([response.status, cookie?.startsWith('atelier=')]).toEqual([201, true]);
    const attempt = (await response.json()) as { id: string };
    expect((await get(`/api/attempts/${attempt.id}`, cookie)).status).toBe(200);
  });
});

describe('a page of ours whose picture is refused', () => {
  it('opens no session', async () => {
    const form = new FormData();
    form.append('note', 'no picture');
    const response = await fetch(`${api.url}/api/exercises/grey/attempts`, {
      method: 'POST',
      body: form,
      headers: { origin: api.url },
    });
    expect([response.status, response.headers.getSetCookie()]).toEqual([400, []]);
  });
});

describe('a personal token', () => {
  it('does what the session does, whatever the origin', async () => {
    const { learner } = await signUp(platform, 'robot');
    const made = await platform.app.accounts.createToken(learner, 'script');
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(await ramp(24, 16, 19).png().toBuffer())]), 'mine.png');
    const authorization = `Bearer ${made.ok ? made.value.token : ''}`;
    const headers = { authorization, origin: 'https://elsewhere.example' };
    const response = await fetch(`${api.url}/api/exercises/grey/attempts`, {
      method: 'POST',
      body: form,
      headers,
    });
    const attempt = (await response.json()) as { id: string };
    expect(response.status).toBe(201);
    expect(
      (await fetch(`${api.url}/api/attempts/${attempt.id}`, { headers: { authorization } })).status,
    ).toBe(200);
  });
});

describe('health', () => {
  it('tells that it is well, and how long the queue is', async () => {
    const response = await get('/api/health');
    const { queue, ...rest } = (await response.json()) as { queue: Record<string, unknown> };
    expect(rest).toEqual({ status: 'ok', version: platform.app.version });
    expect(Object.keys(queue)).toEqual(['waiting', 'running']);
    for (const name of [
      'x-request-id',
      'x-content-type-options',
      'referrer-policy',
      'cross-origin-opener-policy',
      'content-security-policy',
    ]) {
      expect(response.headers.has(name), name).toBe(true);
    }
  });
});
