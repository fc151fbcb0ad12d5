import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onlyServer } from '#server/only-server.ts';
import { run } from '#test/cli/run.ts';
import { scratch, sweepFolders } from '#test/support/platform.ts';
import { freePort, School } from '#test/support/school.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const AT = { port: 4321, publicUrl: null };

afterAll(sweepFolders);

describe('the lock of a data folder', () => {
  it('is one server’s, and free again when that one lets go', async () => {
    const data = await scratch('lock');
    const first = onlyServer({ ...AT, data });
    expect(() => onlyServer({ ...AT, data })).toThrow(
      `Another server is starting on the data folder ${data}. Stop it first, or give this one a folder of its own: ATELIER_DATA=other-folder PORT=4322 npm start`,
    );
    const other = onlyServer({ ...AT, data: await scratch('lock') });
    first.release();
    onlyServer({ ...AT, data }).release();
    other.release();
  });

  it('says which file to remove when it cannot be read', async () => {
    const data = await scratch('lock');
    await writeFile(join(data, 'serving.db'), 'x'.repeat(5_000));
    expect(() => onlyServer({ ...AT, data })).toThrow(
      `${join(data, 'serving.db')} is damaged. Remove it once no server runs on this folder.`,
    );
  });
});

it('a build leaves the data folder alone, also the one inside the first start', async () => {
  const path = fileURLToPath(new URL('../../astro.config.mjs', import.meta.url));
  const { default: config } = (await import(path)) as {
    default: { integrations: { name: string; hooks: Record<string, (options: object) => unknown> }[] };
  };
  const { hooks } = config.integrations.find(({ name }) => name === 'atelier-development')!;
  hooks['astro:config:setup']!({ command: 'build' });
  await hooks['astro:server:setup']!({});
  expect((globalThis as { atelier?: object }).atelier).toBeUndefined();
});

describe('a second server on the same data folder', () => {
  let school: School;
  beforeEach(async () => {
    school = await School.open();
  }, 240_000);
  afterEach(() => school.close());

  /** Starts it as `npm start` does; resolves when it ends by itself. */
  async function second(): Promise<{ code: number | null; said: string }> {
    const child = spawn(process.execPath, ['src/server/main.ts'], {
      cwd: ROOT,
      env: { ...process.env, ATELIER_DATA: school.data, PORT: String(await freePort()), ATELIER_QUIET: '1' },
      timeout: 60_000,
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { code, said: said.trim() };
  }

  it('is refused with the process that serves it, which goes on; commands work beside it', async () => {
    const { code, said } = await second();
    expect(code).toBe(1);
    expect(said).toMatch(
      /^The data folder \S+ is in use: process \d+ serves it at http:\/\/localhost:\d+ since \d+ \w+ \d{4}, \d\d:\d\d UTC\. Stop it first, or give this one a folder of its own: ATELIER_DATA=other-folder PORT=4322 npm start$/,
    );
    expect(said).toContain(`at ${school.url} since`);
    expect((await fetch(`${school.url}/api/health`)).status).toBe(200);
    const archive = join(await scratch('archive'), 'school.tar');
    for (const argv of [['keys', 'list'], ['migrate'], ['gradebook'], ['backup', archive]]) {
      const { code: exit, stderr } = await run(argv, { ATELIER_DATA: school.data });
      expect([argv[0], exit, stderr]).toEqual([argv[0], 0, '']);
    }
    expect((await run(['restore', archive, '--verify'], {})).code).toBe(0);
  }, 120_000);

  it('starts once the first was killed: nothing stale is left', async () => {
    await school.stop('SIGKILL');
    await school.start();
    expect((await fetch(`${school.url}/api/health`)).status).toBe(200);
    expect((await second()).code).toBe(1);
  }, 120_000);
});
