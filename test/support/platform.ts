import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { stringify } from 'yaml';
import { readConfig, type Config } from '#server/config.ts';
import { createApp, type Platform, type Surroundings } from '#server/create-app.ts';

export const FAKE_CHILD = fileURLToPath(new URL('./fake-child.ts', import.meta.url));

const folders: string[] = [];

/** A folder that goes when `sweepFolders` is called. */
export async function scratch(name = 'scratch'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `atelier-${name}-`));
  folders.push(folder);
  return folder;
}

export async function sweepFolders(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

/** A picture with something to see: a diagonal ramp with `tint` added to red. */
export function ramp(width: number, height: number, tint = 0): Sharp {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = Math.round(((x / width + y / height) / 2) * 200) + 20;
      data.set([Math.min(255, value + tint), value, 240 - value], (y * width + x) * 3);
    }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

export const IDS = {
  grey: '0b5f7d1e-52d3-4a6f-9c1f-6f4b8c2f7a01',
  blue: '1c6f8e2f-63e4-4b70-8d20-705c9d308b02',
};

/** Two small exercises, `grey` and `blue`: 300 kB, 1 megapixel, PNG, JPEG or WebP. */
export async function writeExercises(root: string): Promise<void> {
  for (const slug of ['grey', 'blue'] as const) {
    const folder = join(root, 'seeing', slug);
    await mkdir(join(folder, 'start'), { recursive: true });
    await mkdir(join(folder, 'reference'), { recursive: true });
    await ramp(240, 160, 60)
      .png()
      .toFile(join(folder, 'start', 'start.png'));
    await ramp(240, 160)
      .png()
      .toFile(join(folder, 'reference', 'reference.png'));
    const spec = {
      id: IDS[slug],
      title: `The ${slug} ramp`,
      summary: 'Take the red out of a ramp.',
      track: 'seeing',
      level: 'starter',
      minutes: 5,
      skills: ['value'],
      submission: {
        kind: 'image',
        formats: ['jpeg', 'png', 'webp'],
        maxBytes: 300_000,
        maxPixels: 1_000_000,
        size: { rule: 'same-aspect', minWidth: 200 },
      },
      start: 'start/start.png',
      references: ['reference/reference.png'],
      criteria: [{ id: 'tone', kind: 'tone-colour', title: 'Tone and colour', weight: 1, essential: true }],
      passMark: 75,
      licence: 'CC-BY-4.0',
    };
    await writeFile(join(folder, 'exercise.yaml'), stringify(spec));
  }
}

export interface TestPlatform extends Platform {
  config: Config;
  exercises: string;
  data: string;
}

/** The platform on an empty data folder with the two small exercises. `start()` is up to the test. */
export async function testPlatform(
  around: Surroundings & {
    data?: string;
    environment?: Record<string, string>;
    limits?: Partial<Config['limits']>;
  } = {},
): Promise<TestPlatform> {
  const data = around.data ?? (await scratch('data'));
  const exercises = around.exercises ?? (await scratch('exercises'));
  if (!around.exercises) await writeExercises(exercises);
  const read = readConfig({
    ATELIER_DATA: data,
    ATELIER_WORKERS: '1',
    ATELIER_DISK_FLOOR_MIB: '0',
    ...around.environment,
  });
  const config = { ...read, limits: { ...read.limits, ...around.limits } };
  const platform = await createApp(config, { childModule: FAKE_CHILD, ...around, exercises });
  return { ...platform, config, exercises, data };
}

export async function signUp(platform: Platform, name = 'ines') {
  const form = { name, email: `${name}@example.org`, password: 'three unrelated words' };
  const outcome = await platform.app.accounts.signUp(form, null, '192.0.2.1');
  if (!outcome.ok) throw new Error(outcome.refusal.title);
  return { ...outcome.value, session: outcome.value.cookie.split(';')[0] ?? '' };
}

/** The upload of one file as a browser sends it. */
export function upload(bytes: Uint8Array, name = 'mine.png', field = 'file'): Request {
  const form = new FormData();
  form.append(field, new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' }), name);
  return new Request('http://localhost/api/exercises/grey/attempts', { method: 'POST', body: form });
}

export async function until<T>(what: () => Promise<T | null | false | undefined>, ms = 15_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await what();
    if (value) return value;
    if (Date.now() > end) throw new Error('it did not come to pass in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
