import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const BUILT = /^\/(?:_astro\/)?[\w.-]+$/;

/** A built file of the site by its address, `/_astro/…` or directly below `/`; null where there is none. */
export const builtFiles =
  (root: string) =>
  async (address: string): Promise<Uint8Array | null> =>
    BUILT.test(address) && !address.includes('..')
      ? readFile(join(root, 'dist', 'client', address)).catch(() => null)
      : null;
