import { z } from 'zod';
import { save, Save } from '../pixels/save.ts';
import type { Exercise, Submission } from '../types.ts';
import { Source, type Studio } from './operation.ts';
import { Steps } from './operations/index.ts';
import { RecipeError } from './picture.ts';
import { cook, formatOf, Recipe } from './recipe.ts';

/**
 * What is handed in, as a recipe. In a set it is carried out for every frame, whose own pictures `start` and
 * `reference` then mean; `frames` gives single ones a source, operations or a way of saving of their own, and `files`
 * says which frames are handed in, in which order. A file to which nothing is done is handed in byte for byte.
 */
export const SetRecipe = z.strictObject({
  ...Recipe.shape,
  frames: z
    .record(
      z.string(),
      z.strictObject({ from: Source.optional(), ops: Steps.optional(), save: Save.optional() }),
    )
    .optional(),
  files: z.array(z.string()).min(1).optional(),
});
export type SetRecipe = z.output<typeof SetRecipe>;

/** Cooks and saves every file of an attempt. `studios`: one a frame, in their order. */
export async function cookSet(
  recipe: SetRecipe,
  exercise: Exercise,
  studios: readonly Studio[],
): Promise<Submission> {
  const names = exercise.frames.map(({ name }) => name);
  const unknown = [...Object.keys(recipe.frames ?? {}), ...(recipe.files ?? [])].find(
    (name) => !names.includes(name),
  );
  if (unknown !== undefined) throw new RecipeError(`there is no frame “${unknown}”`);
  const wanted = recipe.files ?? (names.length > 0 ? names : ['attempt']);
  const files: Submission['files'] = [];
  for (const name of wanted) {
    const own = { ...recipe, ...recipe.frames?.[name] };
    const studio = studios[Math.max(0, names.indexOf(name))]!;
    if (own.from.startsWith('file:') && own.ops.length === 0 && own.save.format === undefined) {
      files.push({ name: `${name}.${formatOf(own.from)}`, bytes: await studio.bytes(own.from) });
      continue;
    }
    const format = own.save.format ?? 'png';
    const picture = await cook(own, studio);
    files.push({ name: `${name}.${format}`, bytes: await save(picture, { ...own.save, format }, true) });
  }
  return { files };
}
