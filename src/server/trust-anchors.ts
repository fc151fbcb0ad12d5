import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of PEM files whose certificates vouch for signers of Content Credentials. */
export const trustFolder = (data: string): string => join(data, 'trust');

/** All `.pem` files of a folder as one text, by name; undefined where there are none. */
export async function trustAnchors(folder: string): Promise<string | undefined> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.pem')).sort();
  if (names.length === 0) return undefined;
  const lists = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return lists.join('\n');
}
