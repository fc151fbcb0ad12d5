import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pack, type Pack } from 'tar-stream';
import { allBlobs } from '../db/blobs.ts';
import { copyDatabase } from '../db/copy.ts';
import { openStore } from '../db/open.ts';
import { codeOf } from '../error-code.ts';
import { BackupRefused, DATABASE, isSafe, LEFT_OUT, MANIFEST, type Manifest } from './layout.ts';

interface Wanted {
  data: string;
  /** The archive to be written. */
  path: string;
  version: string;
  now: number;
}

const MOST_DEPTH = 12;

interface Source {
  path: string;
  /** Where its bytes are. */
  from: string;
}

/**
 * Writes an archive of everything that must survive, while the school runs: a snapshot of the database, every file it names,
 * keys, secrets, trust. It holds private keys: it is readable by its owner alone. Throws `BackupRefused`.
 */
export async function backup({ data, path, version, now }: Wanted): Promise<Manifest> {
  if (`${resolve(path)}${sep}`.startsWith(`${resolve(data)}${sep}`))
    throw new BackupRefused(
      `${path} lies in the school’s own folder; choose a place outside, best on another disk.`,
    );
  if (await stat(path).catch(() => null))
    throw new BackupRefused(`${path} is there already; choose another name.`);
  if (!(await stat(join(data, DATABASE)).catch(() => null)))
    throw new BackupRefused(`There is no school in ${data}: ${DATABASE} is missing.`);
  const folder = await mkdtemp(join(dirname(path), '.backup-')).catch((error: unknown) => {
    throw new BackupRefused(`${dirname(path)} cannot be written (${codeOf(error) ?? 'unknown reason'}).`);
  });
  try {
    const snapshot = join(folder, DATABASE);
    await copyDatabase(join(data, DATABASE), snapshot);
    const sources = [
      { path: DATABASE, from: snapshot },
      ...(await otherFiles(data)),
      ...(await blobsNamedIn(snapshot, data)),
    ];
    const files = [];
    for (const source of sources) files.push(await described(source));
    const manifest: Manifest = { format: 1, version, madeAt: new Date(now).toISOString(), files };
    const half = join(folder, basename(path));
    await writeArchive(half, manifest, sources);
    await rename(half, path);
    return manifest;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everything beside database and blobs: keys, secrets, trust, and what later versions put there. */
async function otherFiles(data: string, below = ''): Promise<Source[]> {
  const entries = await readdir(join(data, below), { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry): Promise<Source[]> => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      const top = path.split('/')[0]!;
      if (LEFT_OUT.includes(top) || top === 'blobs' || path.startsWith(DATABASE) || !isSafe(path)) return [];
      // A link is followed: keys or trust may lie on another disk.
      const facts = entry.isSymbolicLink() ? await stat(join(data, path)) : entry;
      if (facts.isDirectory() && path.split('/').length < MOST_DEPTH) return otherFiles(data, path);
      return facts.isFile() ? [{ path, from: join(data, path) }] : [];
    }),
  );
  return found.flat().sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function blobsNamedIn(snapshot: string, data: string): Promise<Source[]> {
  const store = openStore(snapshot);
  try {
    return (await allBlobs(store.db)).map((sha256) => {
      const path = `blobs/sha256/${sha256.slice(0, 2)}/${sha256}`;
      return { path, from: join(data, path) };
    });
  } finally {
    await store.close();
  }
}

async function described({ path, from }: Source): Promise<Manifest['files'][number]> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(from) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.byteLength;
    }
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    throw new BackupRefused(
      `${from} is named in the database but is not there; \`npx atelier doctor\` tells more.`,
    );
  }
  return { path, bytes, sha256: hash.digest('hex') };
}

async function writeArchive(path: string, manifest: Manifest, sources: readonly Source[]): Promise<void> {
  const archive = pack();
  const written = pipeline(archive, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
  const filling = fill(archive, manifest, sources).catch((error: unknown) => {
    archive.destroy(error as Error);
    throw error;
  });
  await Promise.all([written, filling]);
  await chmod(path, 0o600);
  const file = await open(path, 'r');
  await file.sync();
  await file.close();
}

async function fill(archive: Pack, manifest: Manifest, sources: readonly Source[]): Promise<void> {
  const mtime = new Date(manifest.madeAt);
  archive.entry({ name: MANIFEST, mtime, mode: 0o600 }, JSON.stringify(manifest, null, 1));
  for (const [i, { path, from }] of sources.entries()) {
    const size = manifest.files[i]!.bytes;
    // A file that grew meanwhile would break the archive: it throws, and the archive is not kept.
    await pipeline(createReadStream(from), archive.entry({ name: path, size, mtime, mode: 0o600 }));
  }
  archive.finalize();
}
