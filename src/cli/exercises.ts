import { EXERCISES, exerciseFolders, findExercise } from '#graders/exercise/folders.ts';
import { WrongUsage } from './command.ts';

export { EXERCISES };

/** The folder of one exercise named on the command line. */
export async function oneExercise(name: string): Promise<string> {
  const found = await findExercise(name);
  if (found === null) throw new WrongUsage(`There is no exercise “${name}”.`);
  return found;
}

/** The folders named, or all of them when none is. */
export async function namedExercises(names: string[]): Promise<string[]> {
  return names.length === 0 ? exerciseFolders() : Promise.all(names.map(oneExercise));
}
