import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readYaml } from '../exercise/open.ts';
import { findExercise } from '../exercise/folders.ts';
import { save } from '../pixels/save.ts';
import { RecipeError } from './picture.ts';
import { cook, formatOf, PicturesFile } from './recipe.ts';
import { fileStudio, type Places } from './studio.ts';

export interface Made {
  path: string;
  width: number;
  height: number;
  bytes: number;
  changed: boolean;
}

/** Makes every picture that `<folder>/pictures.yaml` describes, in order. `exercises` is where plates are looked up. */
export async function makePictures(folder: string, exercises: string): Promise<Made[]> {
  const { pictures } = await readYaml(folder, 'pictures.yaml', PicturesFile);
  const studio = fileStudio({ exercises, folder, findExercise: findIn(exercises) });
  const made: Made[] = [];
  for (const recipe of pictures) {
    try {
      const picture = await cook(recipe, studio);
      const bytes = await save(picture, {
        ...recipe.save,
        format: recipe.save.format ?? formatOf(recipe.path),
      });
      const changed = await write(join(folder, recipe.path), bytes);
      const { width, height } = picture;
      made.push({ path: recipe.path, width, height, bytes: bytes.length, changed });
    } catch (error) {
      if (error instanceof RecipeError)
        throw new RecipeError(`${recipe.path}: ${error.message}`, { cause: error });
      throw error;
    }
  }
  return made;
}

/** Looks an exercise up by slug, or explains that there is none. */
export function findIn(exercises: string): Places['findExercise'] {
  return async (slug) => {
    const found = await findExercise(slug, exercises);
    if (found === null) throw new RecipeError(`there is no exercise “${slug}”`);
    return found;
  };
}

async function write(path: string, bytes: Uint8Array): Promise<boolean> {
  const before = await readFile(path).catch(() => null);
  if (before?.equals(bytes)) return false;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  return true;
}
