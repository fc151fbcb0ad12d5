import { z } from 'zod';
import { save } from '../pixels/save.ts';
import type { Submission } from '../types.ts';
import { embed } from './generation/embed.ts';
import { Expected, type Golden } from './goldens.ts';
import type { Studio } from './operation.ts';
import { cook, Recipe } from './recipe.ts';

/** A file as a generator would save it: a recipe, and what is written into it. */
const GeneratedFile = z.strictObject({
  name: z.string().optional(),
  ...Recipe.shape,
  embed: z
    .strictObject({
      /** PNG text chunks by keyword, such as `parameters`. */
      text: z.record(z.string(), z.string()).optional(),
      /** A whole XMP packet. */
      xmp: z.string().optional(),
    })
    .optional(),
});

/** The shape of `goldens.yaml` where the pictures come from a generator. */
export const GeneratedGoldensFile = z.strictObject({
  /** Free for YAML anchors that several files share. */
  shared: z.unknown().optional(),
  goldens: z
    .array(z.strictObject({ name: z.string(), files: z.array(GeneratedFile), expect: Expected }))
    .min(1),
});
export type GeneratedGoldensFile = z.output<typeof GeneratedGoldensFile>;

/** Every set of files with its verdict. `studio` looks sources up. */
export const goldensOfGenerated = ({ goldens }: GeneratedGoldensFile, studio: Studio): Golden[] =>
  goldens.map(({ name, files, expect }) => ({
    name,
    expect,
    submission: async (): Promise<Submission> => ({
      files: await Promise.all(files.map((file, i) => made(file, i, studio))),
    }),
  }));

async function made(
  { name, from, ops, save: as, embed: written }: z.output<typeof GeneratedFile>,
  i: number,
  studio: Studio,
): Promise<Submission['files'][number]> {
  const format = as.format ?? 'png';
  const bytes = await save(await cook({ from, ops }, studio), { ...as, format }, true);
  const { text, xmp } = written ?? {};
  return {
    name: name ?? `picture-${i + 1}.${format}`,
    bytes: written
      ? embed(bytes, { ...(text ? { text } : {}), ...(xmp === undefined ? {} : { xmp }) })
      : bytes,
  };
}
