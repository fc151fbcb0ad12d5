import { mkdtemp, rm } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

  it('takes no form of another site', async () => {
    const response = await fetch(`${school.url}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams(),
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(response.status).toBe(403);
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
