import { access, constants, mkdir, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { WrongConfig } from './config.ts';
import { codeOf } from './error-code.ts';

/** File systems that only look like folders: procfs, sysfs. Making a folder there fails, or never ends. */
const NOT_A_DISK = [0x9fa0, 0x62656572];

const wrong = (path: string, why: string): WrongConfig =>
  new WrongConfig(`ATELIER_DATA cannot be ${path}: ${why}`);

/** The folders that are missing on the way down to `path`, topmost first, and the one that stands above them. */
async function missingBelow(path: string): Promise<{ standing: string; missing: string[] }> {
  const missing: string[] = [];
  let standing = path;
  for (;;) {
    const facts = await stat(standing).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
      throw wrong(path, `${standing} cannot be looked into by this user.`);
    });
    if (facts && !facts.isDirectory()) throw wrong(path, `${standing} is a file.`);
    if (facts || dirname(standing) === standing) return { standing, missing };
    missing.unshift(standing);
    standing = dirname(standing);
  }
}

/** Makes the data folder where it is missing, for its owner alone. Throws `WrongConfig` with a sentence when it cannot be. */
export async function makeDataFolder(path: string): Promise<void> {
  const { standing, missing } = await missingBelow(path);
  if (NOT_A_DISK.includes((await statfs(standing)).type))
    throw wrong(path, `${standing} belongs to the system and keeps no files.`);
  try {
    for (const folder of missing) {
      await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
        if (codeOf(error) !== 'EEXIST') throw error;
      });
    }
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EROFS') throw wrong(path, 'the disk is read-only.');
    if (code === 'ENOSPC') throw wrong(path, 'the disk is full.');
    throw wrong(path, `it cannot be written by this user${code ? ` (${code})` : ''}.`);
  }
}
