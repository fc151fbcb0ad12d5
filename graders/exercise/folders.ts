import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with all shipped exercises. */
export const EXERCISES = fileURLToPath(new URL('../../exercises/', import.meta.url));

const isExercise = (folder: string): boolean => existsSync(join(folder, 'exercise.yaml'));

/** Every `<track>/<slug>` folder that holds an exercise, sorted by slug. */
export async function exerciseFolders(root: string = EXERCISES): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const tracks = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(root, name));
  const found = await Promise.all(
    tracks.map(async (track) => (await readdir(track)).map((slug) => join(track, slug)).filter(isExercise)),
  );
  return found.flat().sort();
}

/** The folder that a slug (`white-balance`), an address (`retouching/white-balance`) or a path stands for, or null. */
export async function findExercise(name: string, root: string = EXERCISES): Promise<string | null> {
  const asPath = resolve(name);
  if (isExercise(asPath)) return asPath;
  const folders = await exerciseFolders(root);
  return folders.find((folder) => folder.endsWith(`/${name}`)) ?? null;
}
