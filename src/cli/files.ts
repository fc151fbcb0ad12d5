import { readFile } from 'node:fs/promises';
import { WrongUsage } from './command.ts';

/** Reads a file named on the command line; one that cannot be read is wrong usage, with its sentence. */
export async function bytesOf(path: string): Promise<Uint8Array> {
  return new Uint8Array(
    await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EISDIR') throw new WrongUsage(`“${path}” is a folder, not a file.`);
      if (error.code === 'EACCES') throw new WrongUsage(`“${path}” may not be read.`);
      throw new WrongUsage(`There is no file “${path}”.`);
    }),
  );
}
