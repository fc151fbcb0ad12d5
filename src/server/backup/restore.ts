import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract, type Extract } from 'tar-stream';
import { readKeys } from '../credentials/keys.ts';
import { missingBlobs } from '../db/blobs.ts';
import { pendingMigrations } from '../db/migrate.ts';
import { openStore } from '../db/open.ts';
import { codeOf } from '../error-code.ts';
import { newId } from '../ids.ts';
import { BackupRefused, DATABASE, MANIFEST, Manifest } from './layout.ts';

type Entry = Extract extends AsyncIterable<infer Each> ? Each : never;

const MOST_MANIFEST = 512 * 1024 * 1024;

/** Unpacks an archive into a folder that is empty or not there, once all of it has proved sound. Throws `BackupRefused`. */
export async function restore(archive: string, data: string): Promise<Manifest> {
  await refuseUsed(data);
  const beside = `${data.replace(/\/+$/, '')}.restoring-${newId()}`;
  try {
    const manifest = await unpackInto(archive, beside);
    await examine(beside);
    // An empty folder gives way; one that has been filled meanwhile does not.
    await rmdir(data).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return;
      throw new BackupRefused(`${data} was filled meanwhile; nothing was changed there.`);
    });
    await rename(beside, data);
    return manifest;
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** Proves an archive by unpacking it aside, into `scratch`, and looking at everything; nothing of it stays. */
export async function verifyBackup(archive: string, scratch: string): Promise<Manifest> {
  const folder = join(scratch, `.restoring-${newId()}`);
  try {
    const manifest = await unpackInto(archive, folder);
    await examine(folder);
    return manifest;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function refuseUsed(data: string): Promise<void> {
  const names = await readdir(data).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw new BackupRefused(`${data} cannot be looked into (${codeOf(error) ?? 'unknown reason'}).`);
  });
  if (names.length > 0)
    throw new BackupRefused(
      `${data} is not empty. Stop the school, move that folder aside, and restore again; nothing is ever overwritten.`,
    );
}

async function unpackInto(archive: string, folder: string): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new BackupRefused(`${dirname(folder)} cannot be written (${codeOf(error) ?? 'unknown reason'}).`);
  });
  const reader = extract();
  const feeding = pipeline(createReadStream(archive), reader).catch((error: unknown) => error as Error);
  let manifest: Manifest | null = null;
  let place = 0;
  try {
    for await (const entry of reader) {
      if (!manifest) manifest = await manifestIn(entry, archive);
      else place = await takeFile(entry, manifest, place, folder);
    }
  } catch (error) {
    throw error instanceof BackupRefused ? error : wrongArchive(archive, await feeding, error);
  }
  const failed = await feeding;
  if (failed instanceof Error) throw wrongArchive(archive, failed, failed);
  if (!manifest) throw new BackupRefused(`${archive} is no backup of a school: it holds nothing.`);
  const missing = manifest.files[place];
  if (missing)
    throw new BackupRefused(
      `${archive} is cut short: ${manifest.files.length - place} of ${manifest.files.length} files are missing, first ${missing.path}.`,
    );
  return manifest;
}

function wrongArchive(archive: string, feeding: unknown, error: unknown): BackupRefused {
  const code = codeOf(feeding) ?? codeOf(error);
  if (code === 'ENOENT') return new BackupRefused(`There is no file ${archive}.`);
  if (code === 'ENOSPC') return new BackupRefused('The disk is full.');
  if (code === 'EISDIR') return new BackupRefused(`${archive} is a folder, not an archive.`);
  const said = error instanceof Error ? error.message : String(error);
  return /unexpected end/i.test(said)
    ? new BackupRefused(`${archive} is cut short: its end is missing.`)
    : new BackupRefused(`${archive} is no backup of a school, or is damaged: ${said}.`);
}

async function manifestIn(entry: Entry, archive: string): Promise<Manifest> {
  const { name, size = 0 } = entry.header;
  if (name !== MANIFEST || size > MOST_MANIFEST)
    throw new BackupRefused(`${archive} is no backup of a school: it does not begin with ${MANIFEST}.`);
  const chunks: Buffer[] = [];
  for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
  try {
    return Manifest.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  } catch {
    throw new BackupRefused(`${archive} has a manifest that cannot be read, or that a newer version wrote.`);
  }
}

/** Writes the next file of the manifest; returns the place after it. */
async function takeFile(entry: Entry, manifest: Manifest, place: number, folder: string): Promise<number> {
  const expected = manifest.files[place];
  const { name, type } = entry.header;
  if (!expected || name !== expected.path || type !== 'file')
    throw new BackupRefused(
      `The archive holds ${name.slice(0, 200)}, which its manifest does not name there.`,
    );
  const path = join(folder, expected.path);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of entry as AsyncIterable<Buffer>) {
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (hash.digest('hex') !== expected.sha256)
    throw new BackupRefused(`${expected.path} in the archive is damaged: its digest is another one.`);
  return place + 1;
}

/** What was unpacked is a school: its database is sound, every file it names is there, the keys can be read. */
async function examine(folder: string): Promise<void> {
  const path = join(folder, DATABASE);
  const store = openStore(path);
  try {
    const faults = await store.check();
    if (faults.length > 0) throw new BackupRefused(`The database in it is damaged: ${faults[0]}.`);
    await pendingMigrations(store.db);
    const pathOf = (sha256: string) => join(folder, 'blobs', 'sha256', sha256.slice(0, 2), sha256);
    const missing = await missingBlobs(store.db, (sha256) =>
      access(pathOf(sha256)).then(
        () => true,
        () => false,
      ),
    );
    if (missing.length > 0)
      throw new BackupRefused(
        `${missing.length} files that its database names are not in it, first ${missing[0]}.`,
      );
    await readKeys(folder);
  } catch (error) {
    if (error instanceof BackupRefused) throw error;
    throw new BackupRefused(
      `What is in it cannot be used: ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    await store.close().catch(() => undefined);
  }
}
