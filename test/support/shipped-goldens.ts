import { findIn } from '#graders/authoring/pictures.ts';
import { readGoldens } from '#graders/authoring/read-goldens.ts';
import { EXERCISES, findExercise } from '#graders/exercise/folders.ts';
import { openExercise } from '#graders/exercise/open.ts';
import type { SubmittedFile } from '#graders/types.ts';

/** The files of a shipped exercise's golden attempt, as its author describes them. */
export async function goldenFiles(slug: string, name: string): Promise<SubmittedFile[]> {
  const folder = (await findExercise(slug))!;
  const exercise = await openExercise(folder);
  const places = { exercises: EXERCISES, folder, findExercise: findIn(EXERCISES) };
  const golden = (await readGoldens(exercise, places)).goldens.find((one) => one.name === name);
  if (!golden) throw new Error(`${slug} has no golden “${name}”`);
  return [...(await golden.submission()).files];
}
