import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MaterialSpec } from '../../graders/exercise/schema.ts';
import { serveApi } from '#test/support/api-server.ts';
import {
  scratch,
  sweepFolders,
  testPlatform,
  writeExercises,
  type TestPlatform,
} from '#test/support/platform.ts';

const ARTWORK = new TextEncoder().encode('%PDF-1.7 the label, flat');

let platform: TestPlatform;
let api: Awaited<ReturnType<typeof serveApi>>;

beforeAll(async () => {
  const exercises = await scratch('material');
  await writeExercises(exercises);
  const folder = join(exercises, 'seeing', 'blue');
  await mkdir(join(folder, 'material'));
  await writeFile(join(folder, 'material', 'label.pdf'), ARTWORK);
  const file = join(folder, 'exercise.yaml');
  const spec = parse(await readFile(file, 'utf8')) as object;
  const material = [{ file: 'material/label.pdf', title: 'The label, flat' }];
  await writeFile(file, stringify({ ...spec, material }));
  platform = await testPlatform({ exercises });
  api = await serveApi(platform);
}, 60_000);
afterAll(async () => {
  await api.close();
  await platform.stop();
  await sweepFolders();
});

const get = (path: string) => fetch(api.url + path);

describe('what the client sends along', () => {
  it('is told with the exercise, and only where there is any', async () => {
    expect(await (await get('/api/exercises/blue')).json()).toMatchObject({
      material: [{ title: 'The label, flat', url: '/api/exercises/blue/material/label.pdf' }],
    });
    expect(await (await get('/api/exercises/grey')).json()).not.toHaveProperty('material');
  });

  it('arrives byte for byte under its own name', async () => {
    const response = await get('/api/exercises/blue/material/label.pdf');
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(ARTWORK);
    expect(response.headers.get('content-disposition')).toContain('filename="label.pdf"');
  });

  it.each([
    '/api/exercises/blue/material/exercise.yaml',
    '/api/exercises/blue/material/reference.png',
    '/api/exercises/blue/material/..%2Fexercise.yaml',
    '/api/exercises/blue/material/..%2Freference%2Freference.png',
    '/api/exercises/grey/material/label.pdf',
    '/api/exercises/none/material/label.pdf',
  ])('and nothing else does: %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it.each([
    ['material/label.pdf', true],
    ['material/solenne-label-56x55mm.png', true],
    ['reference/clean.png', false],
    ['material/../reference/clean.png', false],
    ['material/deeper/label.pdf', false],
    ['/etc/hosts', false],
  ])('%s: %s', (file, fits) => {
    expect(MaterialSpec.safeParse({ file, title: 'A file' }).success).toBe(fits);
  });
});
