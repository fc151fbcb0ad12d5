import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface StoredBlob {
  sha256: string;
  bytes: number;
}

/** A blob being written: nobody can read it before `keep`. */
export interface Incoming {
  write(chunk: Uint8Array): Promise<void>;
  /** Bytes on their way, hashed but not yet kept. */
  readonly path: string;
  /** Syncs the bytes and closes the file; it can be looked at by its path, but is not kept yet. */
  finish(): Promise<StoredBlob>;
  /** Moves the finished bytes under their digest and syncs the folder: from here on they survive a power cut. */
  keep(): Promise<StoredBlob>;
  discard(): Promise<void>;
}

export interface BlobStore {
  incoming(): Promise<Incoming>;
  put(bytes: Uint8Array): Promise<StoredBlob>;
  /** Throws when the digest is unknown. */
  read(sha256: string): Promise<Uint8Array>;
  stream(sha256: string): ReadStream;
  path(sha256: string): string;
  has(sha256: string): Promise<boolean>;
  /** Whether the bytes on the disk are still those of the name; false as well when there are none. */
  intact(sha256: string): Promise<boolean>;
  /** Removes what an earlier process left half-written. Returns how many files. */
  sweep(olderThanMs: number): Promise<number>;
  /** Removes blobs older than that which `named` leaves out of those it is asked about. Returns how many. */
  sweepOrphans(olderThanMs: number, named: (sha256: string[]) => Promise<Set<string>>): Promise<number>;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isDigest = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

/** Names of the files in this folder that were written longer ago. */
async function olderThan(folder: string, ms: number): Promise<string[]> {
  const ages = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const facts = await stat(join(folder, name)).catch(() => null); // gone meanwhile
      return { name, since: facts?.mtimeMs ?? Infinity };
    }),
  );
  return ages.filter(({ since }) => since <= Date.now() - ms).map(({ name }) => name);
}

/** `<folder>/sha256/ab/abcd…`; half-written files stand in `<folder>/incoming`, on the same file system. */
export async function blobStore(folder: string): Promise<BlobStore> {
  const waiting = join(folder, 'incoming');
  await mkdir(waiting, { recursive: true, mode: 0o700 });
  await mkdir(join(folder, 'sha256'), { recursive: true, mode: 0o700 });

  const pathOf = (sha256: string): string => {
    if (!isDigest(sha256)) throw new Error(`Expected a SHA-256 digest but received ${sha256}`);
    return join(folder, 'sha256', sha256.slice(0, 2), sha256);
  };

  const incoming = async (): Promise<Incoming> => {
    const path = join(waiting, randomUUID());
    const handle = await open(path, 'wx', 0o600);
    const hash = createHash('sha256');
    let bytes = 0;
    let finished: StoredBlob | null = null;
    let closed = false;
    const close = async () => {
      if (!closed) await handle.close();
      closed = true;
    };
    const finish = async (): Promise<StoredBlob> => {
      if (finished) return finished;
      await handle.sync();
      await close();
      finished = { sha256: hash.digest('hex'), bytes };
      return finished;
    };
    return {
      path,
      async write(chunk) {
        hash.update(chunk);
        bytes += chunk.byteLength;
        await handle.writeFile(chunk);
      },
      finish,
      async keep() {
        const stored = await finish();
        const target = pathOf(stored.sha256);
        const made = await mkdir(dirname(target), { recursive: true, mode: 0o700 });
        await rename(path, target);
        await syncFolder(dirname(target));
        if (made) await syncFolder(join(folder, 'sha256'));
        return stored;
      },
      async discard() {
        await close();
        await rm(path, { force: true });
      },
    };
  };

  /** Taken aside first and looked at again: the same bytes may have been sent anew in this very moment. */
  const removeOrphan: (
    name: string,
    olderThanMs: number,
    named: (sha256: string[]) => Promise<Set<string>>,
  ) => Promise<boolean> = async (name, olderThanMs, named) => {
    const aside = join(waiting, randomUUID());
    await rename(pathOf(name), aside);
    const { mtimeMs } = await stat(aside);
    if (mtimeMs > Date.now() - olderThanMs || (await named([name])).has(name)) {
      await rename(aside, pathOf(name));
      return false;
    }
    await rm(aside);
    return true;
  };

  return {
    incoming,
    async put(bytes) {
      const blob = await incoming();
      try {
        await blob.write(bytes);
        return await blob.keep();
      } catch (error) {
        await blob.discard();
        throw error;
      }
    },
    read: (sha256) => readFile(pathOf(sha256)),
    stream: (sha256) => createReadStream(pathOf(sha256)),
    path: pathOf,
    has: (sha256) =>
      access(pathOf(sha256)).then(
        () => true,
        () => false,
      ),
    async intact(sha256) {
      const hash = createHash('sha256');
      try {
        for await (const chunk of createReadStream(pathOf(sha256)) as AsyncIterable<Uint8Array>)
          hash.update(chunk);
      } catch {
        return false;
      }
      return hash.digest('hex') === sha256;
    },
    async sweep(olderThanMs) {
      const left = await olderThan(waiting, olderThanMs);
      await Promise.all(left.map((name) => rm(join(waiting, name), { force: true })));
      return left.length;
    },
    async sweepOrphans(olderThanMs, named) {
      let removed = 0;
      for (const start of await readdir(join(folder, 'sha256'))) {
        const old = (await olderThan(join(folder, 'sha256', start), olderThanMs)).filter(isDigest);
        const known = await named(old);
        for (const name of old.filter((one) => !known.has(one)))
          if (await removeOrphan(name, olderThanMs, named)) removed += 1;
      }
      return removed;
    },
  };
}
