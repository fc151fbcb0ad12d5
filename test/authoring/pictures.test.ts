import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePictures, type Made } from '#graders/authoring/pictures.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atelier-pictures-'));
  await plate(200);
  await recipes(40);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const plate = (grey: number) =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: { r: grey, g: grey, b: grey } } })
    .png()
    .toFile(join(folder, 'plate.png'));

/** `wide` is made from the plate, `small` from `wide`, `other` from the plate alone. */
const recipes = (width: number) =>
  writeFile(
    join(folder, 'pictures.yaml'),
    `pictures:
  - { path: wide.png, from: 'file:plate.png', ops: [{ resize: { width: ${width} } }] }
  - { path: small.png, from: 'picture:wide.png', ops: [{ resize: { width: 10 } }] }
  - { path: other.png, from: 'file:plate.png', ops: [{ resize: { width: 20 } }] }
`,
  );

const make = async (memory = 'memory.json'): Promise<string> => {
  const told: Made[] = [];
  await makePictures(folder, folder, {
    memory: join(folder, memory),
    onMade: (made, n, of) => {
      expect([n, of]).toEqual([told.length + 1, 3]);
      told.push(made);
    },
  });
  return told.map(({ changed, skipped }) => (skipped ? 'skipped' : changed ? 'new' : 'same')).join(' ');
};

describe('pictures that were made before', () => {
  it('are not made again', async () => {
    expect(await make()).toBe('new new new');
    const now = new Date();
    await utimes(join(folder, 'plate.png'), now, now);
    expect(await make()).toBe('skipped skipped skipped');
  });

  it('are made again with what hangs on them when a recipe changes', async () => {
    await make();
    await recipes(50);
    expect(await make()).toBe('new same skipped');
  });

  it('are made again when a source changes', async () => {
    await make();
    await plate(90);
    expect(await make()).toBe('new new new');
  });

  it('are made again when somebody else has written over them', async () => {
    await make();
    const whole = await readFile(join(folder, 'other.png'));
    await writeFile(join(folder, 'other.png'), 'gone');
    expect(await make()).toBe('skipped skipped new');
    expect(await readFile(join(folder, 'other.png'))).toEqual(whole);
  });

  it.each(['{', '{"version":"0.0.1","pictures":{}}'])('a memory that says %s is none', async (text) => {
    await make();
    await writeFile(join(folder, 'memory.json'), text);
    expect(await make()).toBe('same same same');
  });

  it('without a memory everything is made', async () => {
    await make();
    const made = await makePictures(folder, folder);
    expect(made.map(({ skipped }) => skipped)).toEqual([false, false, false]);
  });
});
