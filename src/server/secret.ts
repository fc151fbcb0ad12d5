import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from './error-code.ts';
import { newId } from './ids.ts';

const BYTES = 32;

export const secretPath = (data: string, name: string): string => join(data, 'secrets', name);

/** The secret as it stands; null when there is none, or one that a crash has left empty or short. */
export async function storedSecret(path: string): Promise<Buffer | null> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  return bytes && bytes.byteLength === BYTES ? bytes : null;
}

/**
 * 32 random bytes kept under this name in the data folder, made when first asked for. `say` is told when a broken one
 * had to be replaced: addresses that were made with it no longer hold.
 */
export async function secret(
  data: string,
  name: string,
  say: (sentence: string) => void = () => {},
): Promise<Buffer> {
  const path = secretPath(data, name);
  const stored = await storedSecret(path);
  if (stored) return stored;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const half = `${path}.${newId()}`;
  try {
    const file = await open(half, 'wx', 0o600);
    try {
      await file.writeFile(randomBytes(BYTES));
      await file.sync();
    } finally {
      await file.close();
    }
    // A link is made only where nothing stands: of two processes that start at once, one secret stays.
    await link(half, path).catch(async (error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
      if (await storedSecret(path)) return;
      await rename(half, path);
      say(`${path} was empty or cut short and has been made anew.`);
    });
  } finally {
    await rm(half, { force: true });
  }
  return readFile(path);
}
