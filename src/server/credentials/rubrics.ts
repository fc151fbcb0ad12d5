import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { LEVEL_WORDS, type Rubric } from '#core/certificates/rubric.ts';

const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Level = z.int().min(1).max(LEVEL_WORDS.length);

const RubricFile = z.strictObject({
  id: Id,
  version: z.int().positive(),
  title: z.string().min(1),
  introduction: z.string().min(1),
  pass: z.strictObject({ least: Level, mean: z.number().min(1).max(LEVEL_WORDS.length) }),
  calibration: z.strictObject({
    perRound: z.int().positive(),
    mean: z.number().positive().max(2),
    furthest: z.int().min(0).max(3),
  }),
  dimensions: z
    .array(
      z.strictObject({
        id: Id,
        title: z.string().min(1),
        question: z.string().min(1),
        levels: z.array(z.string().min(1)).length(LEVEL_WORDS.length),
      }),
    )
    .min(1),
});

const Samples = z
  .array(
    z.strictObject({
      id: Id,
      title: z.string().min(1),
      brief: z.string().min(1),
      pictures: z.array(z.strictObject({ ref: z.string(), caption: z.string().min(1) })).min(1),
      marks: z.record(Id, z.strictObject({ level: Level, why: z.string().min(1) })),
    }),
  )
  .min(1);

/** Rubrics with their samples; throws with a sentence when one cannot be used. No folder: none. */
export async function readRubrics(folder: string): Promise<Rubric[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(files.map((name) => readRubric(folder, name)));
}

async function readRubric(folder: string, name: string): Promise<Rubric> {
  const rubric = await readYaml(join(folder, name), RubricFile);
  const samples = await readYaml(join(folder, 'samples', name), Samples);
  if (`${rubric.id}.yaml` !== name) throw new Error(`content/rubrics/${name} calls itself “${rubric.id}”.`);
  const wanted = rubric.dimensions.map(({ id }) => id).sort();
  const odd = samples.find(({ marks }) => Object.keys(marks).sort().join() !== wanted.join());
  if (odd) throw new Error(`The sample “${odd.id}” of “${rubric.id}” does not mark every dimension once.`);
  if (samples.length < rubric.calibration.perRound)
    throw new Error(`“${rubric.id}” has fewer samples than a round of its calibration.`);
  return { ...rubric, samples };
}

async function readYaml<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(parse(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${path} cannot be used: ${z.prettifyError(parsed.error)}`);
}
