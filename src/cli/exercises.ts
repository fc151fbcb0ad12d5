import { basename } from 'node:path';
import { EXERCISES, exerciseFolders, findExercise } from '#graders/exercise/folders.ts';
import { didYouMean } from '#graders/exercise/closest.ts';
import { WrongUsage } from './command.ts';

export { EXERCISES };

/** The folder of one exercise named on the command line. */
export async function oneExercise(name: string): Promise<string> {
  const found = await findExercise(name);
  if (found !== null) return found;
  const slugs = (await exerciseFolders()).map((folder) => basename(folder));
  throw new WrongUsage(
    `There is no exercise “${name}”${didYouMean(name, slugs) || `. There are ${slugs.join(', ')}.`}`,
  );
}

/** The folders named, or all of them when none is. */
export async function namedExercises(names: string[]): Promise<string[]> {
  return names.length === 0 ? exerciseFolders() : Promise.all(names.map(oneExercise));
}
