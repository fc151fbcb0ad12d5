import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../exercise/open.ts';
import { findExercise } from '../exercise/folders.ts';
import { save } from '../pixels/save.ts';
import { eachFrame } from './each-frame.ts';
import { madeBefore, noting } from './made-before.ts';
import { RecipeError } from './picture.ts';
import { cook, formatOf, PicturesFile } from './recipe.ts';
import { fileStudio, type Places } from './studio.ts';

/** The recipes as their author wrote them: a change in them is a change of the picture. */
const AsWritten = z.looseObject({ pictures: z.array(z.unknown()) });

export interface Made {
  path: string;
  width: number;
  height: number;
  bytes: number;
  changed: boolean;
  /** Nothing it depends on has changed, so that it was not made again. */
  skipped: boolean;
}

export interface Making {
  /** Where it is remembered what was made from what; without it everything is made. */
  memory?: string;
  /** Told of each picture as it stands there, with its number and how many there are. */
  onMade?: (made: Made, n: number, of: number) => void;
}

/** Makes every picture that `<folder>/pictures.yaml` describes, in order. `exercises` is where plates are looked up. */
export async function makePictures(
  folder: string,
  exercises: string,
  { memory, onMade }: Making = {},
): Promise<Made[]> {
  const { pictures } = await readYaml(folder, 'pictures.yaml', PicturesFile);
  const written = (await readYaml(folder, 'pictures.yaml', AsWritten)).pictures.flatMap(eachFrame);
  const studio = fileStudio({ exercises, folder, findExercise: findIn(exercises) });
  const before = memory === undefined ? null : await madeBefore(memory, studio);
  const made: Made[] = [];
  for (const [i, recipe] of pictures.entries()) {
    const path = join(folder, recipe.path);
    const raw = JSON.stringify(written[i]);
    try {
      const there = await readFile(path).catch(() => null);
      const still = await before?.still(path, raw, there);
      if (still && there) {
        const { width, height } = still;
        made.push({ path: recipe.path, width, height, bytes: there.length, changed: false, skipped: true });
      } else {
        const noted = noting(studio);
        const picture = await cook(recipe, noted.studio);
        const { width, height } = picture;
        const format = recipe.save.format ?? formatOf(recipe.path);
        const bytes = await save(picture, { ...recipe.save, format });
        const changed = !there?.equals(bytes);
        if (changed) await write(path, bytes);
        await before?.remember(path, raw, noted.sources, { bytes, width, height });
        made.push({ path: recipe.path, width, height, bytes: bytes.length, changed, skipped: false });
      }
      onMade?.(made.at(-1)!, i + 1, pictures.length);
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

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}
