import { chmod, mkdir, open, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { database, readConfig, type Config } from '#server/config.ts';
import { createApp } from '#server/create-app.ts';
import { examine } from '#server/doctor.ts';
import { secret, secretPath } from '#server/secret.ts';
import { startFailure } from '#server/start-failure.ts';
import { scratch, signUp, sweepFolders, testPlatform, upload } from '#test/support/platform.ts';

let folder: string;
beforeEach(async () => {
  folder = await scratch('start');
});
afterAll(sweepFolders);

const configOf = (data: string): Config => readConfig({ ATELIER_DATA: data, ATELIER_WORKERS: '0' });

/** What `npm start` would say on this data folder. */
async function said(data: string): Promise<string | null> {
  const config = configOf(data);
  try {
    await (await createApp(config)).stop();
    return 'it started';
  } catch (error) {
    return startFailure(error, config);
  }
}

describe('a data folder that cannot be one', () => {
  it.each([
    ['a file', (at: string) => join(at, 'file'), '/file is a file.'],
    ['below a file', (at: string) => join(at, 'file', 'a', 'b'), '/file is a file.'],
    ['a link to a file', (at: string) => join(at, 'link'), '/link is a file.'],
    [
      'below /proc',
      () => '/proc/nothing/a',
      'ATELIER_DATA cannot be /proc/nothing/a: /proc belongs to the system and keeps no files.',
    ],
  ])('%s', async (_, path, sentence) => {
    await writeFile(join(folder, 'file'), 'x');
    await symlink(join(folder, 'file'), join(folder, 'link'));
    expect(await said(path(folder))).toMatch(new RegExp(`^ATELIER_DATA cannot be .*${sentence.slice(-30)}$`));
  });

  it.skipIf(process.getuid?.() === 0)('one that may not be written', async () => {
    await chmod(folder, 0o500);
    expect(await said(folder)).toMatch(/cannot be written by this user \(EACCES\)\.$/);
  });

  it('one that is only missing is made, for its owner alone', async () => {
    expect(await said(join(folder, 'a', 'b'))).toBe('it started');
  });
});

describe('a database that is none', () => {
  const damaged: [string, (path: string) => Promise<unknown>, string][] = [
    ['a folder', (path) => mkdir(path), 'cannot be opened: it is a folder, or this user may not read it.'],
    [
      'a text',
      (path) => writeFile(path, 'hello '.repeat(500)),
      'is no database. Move it away or restore a backup.',
    ],
    [
      'cut short',
      async (path) => {
        const sound = await testPlatform();
        await sound.stop();
        await writeFile(path, await readFile(database(sound.config)));
        await truncate(path, 9000);
      },
      'is damaged. Restore a backup; `npx atelier doctor` says more.',
    ],
  ];
  it.skipIf(process.getuid?.() === 0)('one that may only be read', async () => {
    const sound = await testPlatform();
    await sound.stop();
    await chmod(database(sound.config), 0o400);
    expect(await said(sound.data)).toBe(
      `The database ${database(sound.config)} cannot be written by this user.`,
    );
  });

  it.each(damaged)('%s: a sentence, of the doctor as well', async (_, damage, sentence) => {
    const path = database(configOf(folder));
    await damage(path);
    expect(await said(folder)).toBe(`The database ${path} ${sentence}`);
    const found = (await examine(configOf(folder))).find((one) => one.what === 'database');
    expect([found?.ok, found?.found]).toEqual([false, `The database ${path} ${sentence}`]);
  });
});

describe('the doctor', () => {
  const findings = async (config: Config) =>
    Object.fromEntries((await examine(config)).map(({ what, ok, found }) => [what, { ok, found }]));

  it('finds a sound site sound', async () => {
    const platform = await testPlatform();
    await platform.stop();
    const found = await findings(platform.config);
    expect(Object.keys(found)).toEqual([
      'node',
      'data',
      'secrets',
      'keys',
      'disk',
      'exercises',
      'database',
      'writing',
      'clock',
      'uploads',
      'queue',
    ]);
    expect(Object.entries(found).filter(([, { ok }]) => !ok)).toEqual([]);
  });

  it('sees another program that holds the database, and a clock that was put back', async () => {
    const platform = await testPlatform({ now: () => Date.now() + 86_400_000 });
    const { learner } = await signUp(platform);
    const grey = platform.app.catalogue.bySlug('grey');
    if (!grey) throw new Error('grey');
    await platform.app.attempts.submit(learner, grey, upload(Buffer.from('x')), '192.0.2.1');
    await platform.stop();
    const holder = new Sqlite(database(platform.config));
    holder.exec('begin immediate');
    const found = await findings(platform.config);
    holder.exec('rollback');
    holder.close();
    expect(found.writing).toEqual({
      ok: false,
      found:
        'Another program has been holding the database for several seconds. Nothing of this was kept, and no attempt was used. Do it again in a moment.',
    });
    expect(found.clock?.found).toMatch(/^It was put back: the newest attempt arrived at \d{4}-/);
  });
});

describe('a secret', () => {
  it('stays the same, also for two that ask for it at once', async () => {
    const [one, two] = await Promise.all([secret(folder, 'pictures'), secret(folder, 'pictures')]);
    expect([one.byteLength, one.equals(two), one.equals(await secret(folder, 'pictures'))]).toEqual([
      32,
      true,
      true,
    ]);
  });

  it.each([0, 31])('of %i bytes is made anew, and said so', async (bytes) => {
    await secret(folder, 'pictures');
    const path = secretPath(folder, 'pictures');
    await (await open(path, 'w')).close();
    await writeFile(path, Buffer.alloc(bytes));
    const doctor = (await examine(configOf(folder))).find((one) => one.what === 'secrets');
    expect([doctor?.ok, doctor?.found]).toEqual([
      false,
      `${path} is empty or cut short; the next start makes it anew.`,
    ]);
    const sentences: string[] = [];
    const made = await secret(folder, 'pictures', (sentence) => sentences.push(sentence));
    expect([made.byteLength, sentences]).toEqual([
      32,
      [`${path} was empty or cut short and has been made anew.`],
    ]);
  });
});
