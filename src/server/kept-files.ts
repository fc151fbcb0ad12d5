import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from './ids.ts';

async function keep(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const half = `${path}.${newId()}`;
  try {
    await writeFile(half, bytes);
    await rename(half, path);
  } finally {
    await rm(half, { force: true });
  }
}

/** The kept file, or what `make` gives, kept from then on; made once however many ask. */
export type Kept = (key: string, name: string, make: () => Promise<Uint8Array>) => Promise<Uint8Array>;

/** Files that can be made again, as `<folder>/<key>/<name>`. */
export function keptFiles(folder: string): Kept {
  const running = new Map<string, Promise<Uint8Array>>();
  return (key, name, make) => {
    const id = `${key}/${name}`;
    const path = join(folder, key, name);
    const current = running.get(id);
    if (current) return current;
    const made = async () => {
      const bytes = await make();
      // A full disk is no reason to show no picture: it is made again when next asked for.
      await keep(path, bytes).catch(() => {});
      return bytes;
    };
    const work = readFile(path)
      .catch(() => null)
      .then((bytes) => (bytes && bytes.byteLength > 0 ? bytes : made()))
      .finally(() => running.delete(id));
    running.set(id, work);
    return work;
  };
}
