import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { serveApi } from '#test/support/api-server.ts';
import { localA1111, type LocalA1111 } from '#test/support/generators/a1111.ts';
import { writeGenerated } from '#test/support/generators/exercise.ts';
import {
  scratch,
  signUp,
  sweepFolders,
  testPlatform,
  until,
  writeExercises,
} from '#test/support/platform.ts';

const CHILD = fileURLToPath(new URL('../../src/worker/child.ts', import.meta.url));
const ID = '2d7f9f3a-74f5-4c81-9e31-816dae419c05';

const ends: (() => Promise<unknown>)[] = [];
let generator: LocalA1111;
let url: string;
let cookies: { ines: string; otto: string };

async function open(environment: Record<string, string>) {
  const exercises = await scratch('exercises');
  await writeExercises(exercises);
  await writeGenerated(exercises, 'two', ID, 2);
  const platform = await testPlatform({ exercises, childModule: CHILD, environment });
  const api = await serveApi(platform);
  platform.start();
  ends.push(() => api.close().then(() => platform.stop()));
  return { platform, api };
}

beforeAll(async () => {
  generator = await localA1111();
  const { platform, api } = await open({ ATELIER_LAB_KIND: 'a1111', ATELIER_LAB_URL: generator.url });
  url = api.url;
  const [ines, otto] = await Promise.all([signUp(platform, 'ines'), signUp(platform, 'otto')]);
  cookies = { ines: ines.session, otto: otto.session };
});
afterAll(async () => {
  await Promise.all(ends.map((end) => end()));
  await generator.close();
  await sweepFolders();
});

interface Body {
  id: string;
  code: string;
  state: string;
  left: number;
  pictures: { shown: string; original: string; file: { sha256: string } | null }[];
  files: { sha256: string }[];
}

async function ask(
  path: string,
  {
    as = 'ines',
    form,
    ...init
  }: RequestInit & { as?: 'ines' | 'otto' | 'nobody'; form?: Record<string, string> | string } = {},
): Promise<{ status: number; type: string; headers: Headers; body: Body }> {
  const body = typeof form === 'string' ? form : form && new URLSearchParams(form).toString();
  const response = await fetch(url + path, {
    ...init,
    ...(form === undefined ? {} : { method: 'POST', body }),
    headers: {
      ...(as === 'nobody' ? {} : { cookie: cookies[as] }),
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...init.headers,
    },
  });
  const bytes = await response.arrayBuffer();
  const type = response.headers.get('content-type') ?? '';
  const json = type.includes('json') ? (JSON.parse(Buffer.from(bytes).toString()) as Body) : ({} as Body);
  return { status: response.status, type, headers: response.headers, body: json };
}

const RUNS = '/api/exercises/two/lab/runs';
const wish = { prompt: 'a lighthouse', seed: '5', sampler: 'Euler', size: '512x512', count: '2' };

async function ended(): Promise<Body> {
  const { status, body } = await ask(RUNS, { form: wish });
  expect([status, body.pictures.length]).toEqual([201, 2]);
  return until(async () => {
    const run = (await ask(`/api/lab/runs/${body.id}`)).body;
    return run.state === 'done' && run;
  }, 30_000);
}

describe('the lab by its API', () => {
  it('asks, shows, downloads and hands in', async () => {
    const run = await ended();
    const [first] = run.pictures;
    const shown = await ask(first!.shown);
    expect([shown.status, shown.type, shown.headers.get('content-security-policy')]).toEqual([
      200,
      'image/webp',
      "default-src 'none'; sandbox",
    ]);
    const original = await ask(first!.original);
    expect(original.headers.get('content-disposition')).toMatch(/^attachment; filename="lab-5-1\.png"/);
    expect((await ask(RUNS)).body.left).toBe(38);
    const chosen = run.pictures.map((_, n) => `picture=${run.id}.${n}`).join('&');
    const handed = await ask('/api/exercises/two/lab/attempts', { form: chosen });
    expect(handed.status).toBe(201);
    expect(handed.body.files.map(({ sha256 }) => sha256)).toEqual(
      run.pictures.map(({ file }) => file!.sha256),
    );
    const one = await ask('/api/exercises/two/lab/attempts', { form: `picture=${run.id}.0` });
    expect([one.status, one.body.code]).toEqual([422, 'lab-wrong-choice']);
  });

  it('is seen by the learner alone', async () => {
    const run = await ended();
    const paths = [
      `/api/lab/runs/${run.id}`,
      `/api/lab/runs/${run.id}/events`,
      ...run.pictures.flatMap(({ shown, original }) => [shown, original]),
    ];
    for (const path of paths) {
      expect([path, (await ask(path, { as: 'otto' })).status]).toEqual([path, 404]);
      expect([path, (await ask(path, { as: 'nobody' })).status]).toEqual([path, 401]);
    }
    expect((await ask(`/api/lab/runs/${run.id}/cancel`, { as: 'otto', form: {} })).status).toBe(404);
    const chosen = run.pictures.map((_, n) => `picture=${run.id}.${n}`).join('&');
    const stolen = await ask('/api/exercises/two/lab/attempts', { as: 'otto', form: chosen });
    expect([stolen.status, stolen.body.code]).toEqual([422, 'lab-picture-gone']);
  });

  it('tells of a run by events until its end', async () => {
    const { body } = await ask(RUNS, { form: { ...wish, count: '1' } });
    const response = await fetch(`${url}/api/lab/runs/${body.id}/events`, {
      headers: { cookie: cookies.ines },
    });
    const text = await response.text();
    const last = text
      .split('\n\n')
      .filter((event) => event.startsWith('event: run'))
      .at(-1)!;
    expect(JSON.parse(last.slice(last.indexOf('data: ') + 6))).toMatchObject({ id: body.id, state: 'done' });
  });

  it.each<[string, Parameters<typeof ask>[1], number]>([
    ['another site', { form: wish, headers: { origin: 'https://elsewhere.example' } }, 403],
    ['nobody', { form: wish, as: 'nobody' }, 401],
    ['no form', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }, 415],
    ['a form of 70 kB', { form: { ...wish, prompt: 'x'.repeat(70_000) } }, 413],
    ['a form of 2 MB', { form: { ...wish, prompt: 'x'.repeat(2_000_000) } }, 413],
    ['no prompt', { form: { ...wish, prompt: '' } }, 422],
    ['another method', { method: 'DELETE' }, 405],
  ])('refuses %s', async (_, request, status) => {
    expect((await ask(RUNS, request)).status).toBe(status);
  });

  it('is not there for other exercises, nor without a generator', async () => {
    expect((await ask('/api/exercises/grey/lab/runs')).status).toBe(404);
    expect((await ask('/api/exercises/grey/lab/runs', { form: wish })).status).toBe(404);
    const lab = url;
    const plain = await open({});
    url = plain.api.url;
    for (const path of [
      RUNS,
      '/api/lab/runs/x',
      '/api/lab/runs/x/events',
      '/api/lab/pictures/x/0',
      '/api/lab/pictures/x/0/original',
    ])
      expect([path, (await ask(path, { as: 'nobody' })).status]).toEqual([path, 404]);
    expect((await ask(RUNS, { as: 'nobody', form: wish })).status).toBe(404);
    url = lab;
  });
});
