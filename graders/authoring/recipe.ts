import { extname } from 'node:path';
import { z } from 'zod';
import { Save } from '../pixels/save.ts';
import { eachFrame } from './each-frame.ts';
import { Source, type Studio } from './operation.ts';
import { Steps } from './operations/index.ts';
import type { Picture } from './picture.ts';

/** A picture as data: where it comes from, what is done to it in order, how it is saved. */
export const Recipe = z.strictObject({
  from: Source,
  ops: Steps.default([]),
  save: Save.prefault({}),
});
export type Recipe = z.output<typeof Recipe>;

const RelativePath = z.string().regex(/^(?!\/)(?!.*\.\.)[\w./-]+$/, 'a path beside the yaml file');

/** The shape of `pictures.yaml`. An entry with `frames` stands for one picture a frame (see `each-frame.ts`). */
export const PicturesFile = z.strictObject({
  /** Free for YAML anchors that several recipes share. */
  shared: z.unknown().optional(),
  pictures: z
    .preprocess(
      (entries) => (Array.isArray(entries) ? entries.flatMap(eachFrame) : entries),
      z.array(z.strictObject({ path: RelativePath, note: z.string().optional(), ...Recipe.shape })).min(1),
    )
    .superRefine((pictures, context) => {
      pictures.forEach(({ path, save }, i) => {
        if (save.format === undefined && formatOf(path) === undefined) {
          context.addIssue({
            code: 'custom',
            message: `no format for ${path}`,
            path: [i, 'save', 'format'],
          });
        }
      });
    }),
});
export type PicturesFile = z.output<typeof PicturesFile>;

const FORMATS = {
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.png': 'png',
  '.webp': 'webp',
  '.avif': 'avif',
  '.tif': 'tiff',
  '.tiff': 'tiff',
} as const;

/** The format that a file name's ending stands for. */
export function formatOf(path: string): NonNullable<Save['format']> | undefined {
  return Object.entries(FORMATS).find(([ending]) => ending === extname(path).toLowerCase())?.[1];
}

/** Runs the operations in order. Errors of an author's making are `RecipeError`s. */
export async function cook(recipe: Pick<Recipe, 'from' | 'ops'>, studio: Studio): Promise<Picture> {
  let picture = await studio.picture(recipe.from);
  for (const step of recipe.ops) picture = await step.run(picture, studio);
  return picture;
}
