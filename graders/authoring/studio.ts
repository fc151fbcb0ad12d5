import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openExercise } from '../exercise/open.ts';
import { read } from '../pixels/read.ts';
import type { Exercise } from '../types.ts';
import type { Studio } from './operation.ts';
import { RecipeError, toMask, type Mask, type Picture } from './picture.ts';

/** Where sources are looked up. */
export interface Places {
  /** The folder with all exercises and `scenes/plates`. */
  exercises: string;
  /** The folder of the yaml file: for `file:` and `picture:` sources. */
  folder: string;
  /** The exercise whose `start`, `reference` and regions are meant. */
  exercise?: Exercise;
  /** Finds another exercise's folder by slug. */
  findExercise(slug: string): Promise<string>;
}

/** A studio over files; every source is decoded once. */
export function fileStudio(places: Places): Studio {
  const pictures = new Map<string, Promise<Picture>>();
  const masks = new Map<string, Promise<Mask>>();
  const keep = <T>(kept: Map<string, Promise<T>>, source: string, make: () => Promise<T>): Promise<T> => {
    const found = kept.get(source) ?? make();
    kept.set(source, found);
    return found;
  };
  const picture = (source: string): Promise<Picture> =>
    keep(pictures, source, async () => read(await bytesOf(source, places)));
  return {
    picture,
    bytes: (source) => bytesOf(source, places),
    mask: (source) => keep(masks, source, async () => toMask(await picture(source))),
  };
}

async function bytesOf(source: string, places: Places): Promise<Uint8Array> {
  const colon = source.indexOf(':');
  const kind = colon < 0 ? source : source.slice(0, colon);
  const name = colon < 0 ? '' : source.slice(colon + 1);
  switch (kind) {
    case 'plate':
      return load(join(places.exercises, 'scenes', 'plates', `${name}.png`), source);
    case 'picture':
    case 'file':
      return load(join(places.folder, name), source);
    case 'exercise': {
      const [slug, ...rest] = name.split('/');
      const opened = await openExercise(await places.findExercise(slug!));
      return ofExercise(opened, rest.join('/'), source);
    }
    default:
      if (places.exercise === undefined)
        throw new RecipeError(`“${source}” means nothing outside an exercise`);
      return ofExercise(places.exercise, source, source);
  }
}

function ofExercise(exercise: Exercise, part: string, source: string): Promise<Uint8Array> {
  const [kind, name] = part.split(':');
  const file =
    kind === 'start'
      ? exercise.start
      : kind === 'reference'
        ? exercise.references[Number(name ?? 0)]
        : exercise.regions[name ?? ''];
  if (file === undefined) throw new RecipeError(`“${source}” is not a picture of ${exercise.slug}`);
  return file.bytes();
}

async function load(path: string, source: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (cause) {
    throw new RecipeError(`“${source}” cannot be read: there is no ${path}`, { cause });
  }
}
