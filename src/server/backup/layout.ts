import { z } from 'zod';

/** What an archive holds: a tar of the manifest, then every file it names, in its order. */
export const MANIFEST = 'atelier-backup.json';
export const DATABASE = 'atelier.db';

/** Below the data folder; what can be made again, or belongs to a moment, is left out. */
export const LEFT_OUT = ['derived', 'public-copies', 'restoring', 'serving.db', 'serving.db-journal'];

export const Manifest = z.strictObject({
  format: z.literal(1),
  /** Of the school that made it. */
  version: z.string(),
  madeAt: z.iso.datetime(),
  files: z.array(
    z.strictObject({
      path: z.string().refine(isSafe, 'leads out of the folder'),
      bytes: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type Manifest = z.infer<typeof Manifest>;

/** A path below a folder and nowhere else, in the one form that backups write. */
export function isSafe(path: string): boolean {
  return (
    path.length > 0 &&
    path.length < 500 &&
    path.split('/').every((part) => /^[\w.@+-]+$/.test(part) && part !== '.' && part !== '..')
  );
}

/** Said to whoever runs the site: the archive or the folder cannot be used, in one sentence. */
export class BackupRefused extends Error {}
