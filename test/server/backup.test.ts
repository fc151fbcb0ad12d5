import { copyFile, readdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createWriteStream } from 'node:fs';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backup } from '#server/backup/backup.ts';
import { BackupRefused, MANIFEST } from '#server/backup/layout.ts';
import { restore, verifyBackup } from '#server/backup/restore.ts';
import { blobStore } from '#server/blobs/blob-store.ts';
import { openStore } from '#server/db/open.ts';
import { nameBlobs } from '#server/db/blobs.ts';
import { certifyingPlatform, issued } from '#test/support/certificates.ts';
import { scratch, sweepFolders, testPlatform, type TestPlatform } from '#test/support/platform.ts';

let platform: TestPlatform;
let archive: string;
let document: string;
let blob: string;

beforeAll(async () => {
  platform = await certifyingPlatform();
  ({ document } = await issued(platform));
  const blobs = await blobStore(join(platform.data, 'blobs'));
  const store = openStore(join(platform.data, 'atelier.db'));
  const kept = await blobs.put(Buffer.from('a picture'));
  blob = kept.sha256;
  await store.transaction((trx) => nameBlobs(trx, [kept], 1));
  await store.close();
  const elsewhere = await scratch('trust');
  await writeFile(join(elsewhere, 'list.pem'), 'pem');
  await symlink(elsewhere, join(platform.data, 'trust'));
  archive = join(await scratch('archive'), 'school.tar');
  // While the school runs.
  await backup({ data: platform.data, path: archive, version: '0.1.0', now: Date.UTC(2026, 0, 1) });
}, 60_000);
afterAll(async () => {
  await platform.stop();
  await sweepFolders();
});

const refusalOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(BackupRefused);
  return (error as Error).message;
};

describe('a drill', () => {
  it('brings a whole school back: accounts, certificates, keys, files', async () => {
    const data = join(await scratch('restored'), 'data');
    const manifest = await restore(archive, data);
    expect(manifest.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['atelier.db', 'keys/keys.json', 'secrets/pictures', 'trust/list.pem']),
    );
    const again = await testPlatform({ data, exercises: platform.exercises });
    expect((await again.app.credentials.verify(Buffer.from(document))).status).toBe('valid');
    const signedIn = await again.app.accounts.signIn(
      { email: 'learner1@example.org', password: 'three unrelated words' },
      null,
      '192.0.2.1',
    );
    expect(signedIn.ok).toBe(true);
    expect((await again.app.health()).ok).toBe(true);
    await again.stop();
    expect(await readFile(join(data, 'blobs', 'sha256', blob.slice(0, 2), blob), 'utf8')).toBe('a picture');
    const keys = await readdir(join(data, 'keys'));
    const modes = await Promise.all(
      keys.map(async (name) => (await stat(join(data, 'keys', name))).mode & 0o777),
    );
    expect(modes).toEqual(keys.map(() => 0o600));
    expect((await stat(data)).mode & 0o777).toBe(0o700);
  }, 30_000);

  it('an archive is for its owner’s eyes, and is verified without being put in place', async () => {
    expect((await stat(archive)).mode & 0o777).toBe(0o600);
    const folder = await scratch('verify');
    const { version, madeAt } = await verifyBackup(archive, folder);
    expect([version, madeAt]).toEqual(['0.1.0', '2026-01-01T00:00:00.000Z']);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('refused, with nothing left behind', () => {
  it.each<[string, (copy: string) => Promise<unknown>, RegExp]>([
    ['cut in the middle', (copy) => truncate(copy, 200_000), /cut short/],
    ['cut at its end', async (copy) => truncate(copy, (await stat(copy)).size - 6_000), /cut short/],
    ['nothing in it', (copy) => truncate(copy, 0), /no backup of a school/],
    ['a text', (copy) => writeFile(copy, 'hello '.repeat(1_000)), /no backup of a school/],
    [
      'one byte of the database another',
      async (copy) => {
        const bytes = await readFile(copy);
        const at = bytes.indexOf('SQLite format 3');
        bytes[at + 5_000]! ^= 1;
        await writeFile(copy, bytes);
      },
      /atelier\.db in the archive is damaged/,
    ],
  ])('%s', async (_, harm, sentence) => {
    const folder = await scratch('harmed');
    const copy = join(folder, 'copy.tar');
    await copyFile(archive, copy);
    await harm(copy);
    expect(await refusalOf(restore(copy, join(folder, 'data')))).toMatch(sentence);
    expect(await refusalOf(verifyBackup(copy, folder))).toMatch(sentence);
    expect(await readdir(folder)).toEqual(['copy.tar']);
  });

  const made = async (entries: [name: string, text: string][]): Promise<string> => {
    const path = join(await scratch('made'), 'made.tar');
    const tar = pack();
    for (const [name, text] of entries) tar.entry({ name }, text);
    tar.finalize();
    await pipeline(tar as unknown as Readable, createWriteStream(path));
    return path;
  };
  const sha = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  const manifest = (path: string) =>
    JSON.stringify({
      format: 1,
      version: '0.1.0',
      madeAt: '2026-01-01T00:00:00Z',
      files: [{ path, bytes: 0, sha256: sha }],
    });

  it.each<[string, [string, string][], RegExp]>([
    [
      'a path that leads out',
      [
        [MANIFEST, manifest('../out')],
        ['../out', ''],
      ],
      /manifest that cannot be read/,
    ],
    [
      'an absolute path',
      [
        [MANIFEST, manifest('/etc/x')],
        ['/etc/x', ''],
      ],
      /manifest that cannot be read/,
    ],
    [
      'a file the manifest does not name',
      [
        [MANIFEST, manifest('a')],
        ['b', ''],
      ],
      /which its manifest does not name/,
    ],
    ['a manifest of a later format', [[MANIFEST, '{"format":2}']], /newer version/],
    [
      'no database',
      [
        [MANIFEST, manifest('a')],
        ['a', ''],
      ],
      /cannot be used/,
    ],
    ['another archive', [['readme.txt', 'hello']], /does not begin with/],
  ])('%s', async (_, entries, sentence) => {
    const path = await made(entries);
    const folder = await scratch('hostile');
    expect(await refusalOf(restore(path, join(folder, 'data')))).toMatch(sentence);
    expect(await readdir(folder)).toEqual([]);
  });

  it('a folder with something in it, an archive that is not there, and a name that is taken', async () => {
    expect(await refusalOf(restore(archive, platform.data))).toMatch(
      /is not empty.*nothing is ever overwritten/,
    );
    expect(await refusalOf(restore('/no/such.tar', join(await scratch('x'), 'data')))).toMatch(
      /There is no file/,
    );
    const again = backup({ data: platform.data, path: archive, version: '0', now: 0 });
    expect(await refusalOf(again)).toMatch(/is there already/);
    const inside = backup({ data: platform.data, path: join(platform.data, 'x.tar'), version: '0', now: 0 });
    expect(await refusalOf(inside)).toMatch(/lies in the school’s own folder/);
    const empty = await scratch('empty');
    const nothing = backup({ data: empty, path: `${empty}.tar`, version: '0', now: 0 });
    expect(await refusalOf(nothing)).toMatch(/There is no school/);
  });

  it('a stored file that is gone', async () => {
    const other = await testPlatform();
    const store = openStore(join(other.data, 'atelier.db'));
    await store.transaction((trx) => nameBlobs(trx, [{ sha256: sha, bytes: 0 }], 1));
    await store.close();
    const folder = await scratch('gone');
    const work = backup({ data: other.data, path: join(folder, 'x.tar'), version: '0', now: 0 });
    expect(await refusalOf(work)).toMatch(/is named in the database but is not there/);
    expect(await readdir(folder)).toEqual([]);
    await other.stop();
  });
});
