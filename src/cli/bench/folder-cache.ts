import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FeatureCache } from '#graders/types.ts';

/** Features kept as files, so that a fresh process finds what another one measured. */
export function folderCache(folder: string): FeatureCache {
  const path = (key: string): string =>
    join(folder, `${createHash('sha256').update(key).digest('hex')}.features`);
  return {
    get: async (key) => {
      const bytes = await readFile(path(key)).catch(() => undefined);
      return bytes === undefined ? undefined : new Uint8Array(bytes);
    },
    set: (key, value) => writeFile(path(key), value),
  };
}
