import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ExerciseSpec } from '../exercise/schema.ts';

const Named = z.array(z.looseObject({ id: z.string() }));

const idsIn = async (name: 'tracks' | 'skills'): Promise<string[]> => {
  const path = fileURLToPath(new URL(`../../content/${name}.yaml`, import.meta.url));
  return Named.parse(parse(await readFile(path, 'utf8'))).map(({ id }) => id);
};

/** The tracks that an exercise can belong to. */
export const trackIds = (): Promise<string[]> => idsIn('tracks');

/** What an exercise says of its place in the school must be on the school's map. */
export async function curriculumProblems({ track, skills }: ExerciseSpec): Promise<string[]> {
  const [tracks, known] = await Promise.all([trackIds(), idsIn('skills')]);
  return [
    ...(tracks.includes(track) ? [] : [`exercise.yaml: there is no track “${track}”: ${tracks.join(', ')}`]),
    ...skills
      .filter((skill) => !known.includes(skill))
      .map((skill) => `exercise.yaml: there is no skill “${skill}” in content/skills.yaml`),
  ];
}
