import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '#server/db/open.ts';
import { openExercise } from '../../graders/exercise/open.ts';
import { School } from '#test/support/school.ts';
import { until } from '#test/support/platform.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(ROOT, 'exercises', 'seeing', 'value-range');

let school: School;
let cookie: string;
beforeAll(async () => {
  school = await School.open();
  const form = new URLSearchParams({
    name: 'Ines',
    email: 'ines@example.org',
    password: 'three unrelated words',
  });
  const response = await fetch(`${school.url}/sign-up`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { origin: school.url },
  });
  expect(response.status, school.output).toBe(303);
  cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
});
afterAll(() => school.close());

interface Shown {
  id: string;
  status: string;
  number: number | null;
  report: { outcome: string; score: number } | null;
  evidence: { name: string }[];
}

/** The untouched start, with a byte behind its end, so that no two are the same upload. */
async function send(mark: string): Promise<string> {
  const exercise = await openExercise(FOLDER);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(await exercise.start.bytes()), mark]), 'untouched.png');
  const response = await fetch(`${school.url}/api/exercises/value-range/attempts`, {
    method: 'POST',
    body: form,
    headers: { cookie },
  });
  expect(response.status, school.output).toBe(201);
  return ((await response.json()) as Shown).id;
}

const show = async (id: string) =>
  (await (await fetch(`${school.url}/api/attempts/${id}`, { headers: { cookie } })).json()) as Shown;
const graded = (id: string) =>
  until(async () => {
    const attempt = await show(id).catch(() => null);
    return attempt && ['graded', 'failed', 'ungradable'].includes(attempt.status) ? attempt : null;
  }, 50_000);

/** `fetch` refuses some methods by itself. */
const statusOf = (method: string, path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const asking = httpRequest({ port: school.port, method, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.once('error', reject).end();
  });

describe('the server process', () => {
  it('grades an upload: the untouched start does not pass', async () => {
    const attempt = await graded(await send('a'));
    expect(attempt, school.output).toMatchObject({
      status: 'graded',
      number: 1,
      report: { outcome: 'not-yet' },
    });
    expect(attempt.evidence.map((one) => one.name)).toContain('yours');
  });

  it.each([
    ['SIGKILL', 'a power cut'],
    ['SIGTERM', 'a stop'],
  ] as const)('loses nothing by %s right after the receipt (%s)', async (signal, _) => {
    const id = await send(signal);
    await school.stop(signal);
    await school.start();
    expect(await graded(id), school.output).toMatchObject({
      status: 'graded',
      report: { outcome: 'not-yet' },
    });
  });

  it('answers what it does not know with its own page, and sends its policy', async () => {
    const response = await fetch(`${school.url}/nowhere`);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      404,
      'text/html; charset=utf-8',
    ]);
    expect(response.headers.get('content-security-policy')).toMatch(
      /default-src 'self'.*script-src 'self' 'sha256-.*frame-ancestors 'none'|frame-ancestors 'none'.*script-src/,
    );
    expect(await response.text()).not.toContain('Astro');
  });

  it.each([
    ['GET', '/_image?href=/_astro/a.jpg&w=9000&f=avif', 404],
    ['GET', '/%5Fimage?href=/_astro/a.jpg', 404],
    ['GET', '/_server-islands/a', 404],
    ['GET', '/README.md', 404],
    ['GET', '/robots.txt', 200],
    ['TRACE', '/', 405],
    ['PUT', '/sign-in', 405],
  ])('%s %s: %i', async (method, path, status) => {
    expect(await statusOf(method, path)).toBe(status);
  });

  it('has no image endpoint of the framework behind the listener either', async () => {
    const { ALL } = (await import('#server/http/nothing.ts')) as { ALL: () => Response };
    expect(ALL().status).toBe(404);
    const built = await readdir(join(ROOT, 'dist', 'server'), { recursive: true });
    const texts = await Promise.all(
      built
        .filter((name) => name.endsWith('.mjs'))
        .map((name) => readFile(join(ROOT, 'dist', 'server', name), 'utf8')),
    );
    expect(texts.filter((text) => text.includes('astro/dist/assets/endpoint/'))).toEqual([]);
  });

  it.each([
    '/sign-in',
    '/sign-up',
    '/reset-password',
    '/account',
    '/lessons/composition/horizon-and-verticals',
  ])('refuses what is no form at %s', async (path) => {
    const post = async (type: string, body: string) =>
      (
        await fetch(school.url + path, {
          method: 'POST',
          body,
          redirect: 'manual',
          headers: { 'content-type': type, ...(path === '/account' ? { cookie } : {}) },
        })
      ).status;
    expect([
      await post('application/json', '{}'),
      await post('multipart/form-data; boundary=x', 'no part'),
      await post(
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n',
      ),
    ]).toEqual([415, 400, 400]);
  });

  it('is still there after a body without end', async () => {
    const sending = httpRequest({
      port: school.port,
      method: 'POST',
      path: '/api/exercises/value-range/attempts',
      headers: { 'content-type': 'multipart/form-data; boundary=x', origin: school.url },
    });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      sending.once('response', (response) => resolve(response.statusCode));
      sending.once('error', reject);
    });
    const closed = new Promise((resolve) => sending.once('close', resolve).on('error', resolve));
    sending.write('--x\r\nContent-Disposition: form-data; name="nope"; filename="a"\r\n\r\n');
    const piece = Buffer.alloc(1024 * 1024);
    const pour = () => {
      while (!sending.destroyed && sending.write(piece));
    };
    sending.on('drain', pour);
    pour();
    expect(await answered).toBe(413);
    await closed;
    expect((await fetch(`${school.url}/api/health`)).status, school.output).toBe(200);
  });

  it.each<[string, string, 'page' | 'data']>([
    ['a browser with a form', 'text/html,*/*', 'page'],
    ['a program', '*/*', 'data'],
  ])('refuses what is too much for a page: %s', async (_, accept, expected) => {
    const response = await fetch(`${school.url}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({ email: 'x'.repeat(2_000_000) }),
      headers: { origin: school.url, accept },
    });
    const text = await response.text();
    expect(response.status).toBe(413);
    expect(text.includes('<h1>That was too much at once</h1>') ? 'page' : 'data').toBe(expected);
    expect((await fetch(`${school.url}/refused`)).status).toBe(404);
  });

  it('takes no form of another site', async () => {
    const response = await fetch(`${school.url}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams(),
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(response.status).toBe(403);
  });

  it('shows an attempt with its grade when the exercise is no longer there', async () => {
    const { id } = await graded(await send('gone'));
    const store = openStore(join(school.data, 'atelier.db'));
    await sql`update attempts set exercise_id = 'taken-away' where id = ${id}`.execute(store.db);
    await store.close();
    const response = await fetch(`${school.url}/attempts/${id}`, { headers: { cookie } });
    const text = await response.text();
    expect([response.status, /no longer on offer/.test(text), /of 100\./.test(text)]).toEqual([
      200,
      true,
      true,
    ]);
  });
});

describe('a start that cannot be', () => {
  const start = async (environment: Record<string, string>) => {
    const data = await mkdtemp(join(tmpdir(), 'atelier-start-'));
    const child = spawn(process.execPath, ['src/server/main.ts'], {
      cwd: ROOT,
      env: { ...process.env, ATELIER_DATA: data, ...environment },
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const code = await new Promise((resolve) => child.once('exit', resolve));
    await rm(data, { recursive: true, force: true });
    return { code, said: said.trim() };
  };

  it('says that the port is taken, and how to choose another', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, said } = await start({ PORT: String(port), HOST: '127.0.0.1' });
    expect([code, said]).toEqual([
      1,
      `Port ${port} is taken. Stop what runs there, or choose another: PORT=4322 npm start`,
    ]);
    holder.close();
  });

  it('says which setting is wrong', async () => {
    expect(await start({ PORT: 'http' })).toEqual({ code: 1, said: 'PORT must be a whole number' });
  });
});
