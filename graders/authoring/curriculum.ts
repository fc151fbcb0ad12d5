import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { didYouMean } from '../exercise/closest.ts';
import { exerciseFolders } from '../exercise/folders.ts';
import type { Exercise } from '../types.ts';

const Named = z.array(z.looseObject({ id: z.string() }));

const idsIn = async (name: 'tracks' | 'skills'): Promise<string[]> => {
  const path = fileURLToPath(new URL(`../../content/${name}.yaml`, import.meta.url));
  return Named.parse(parse(await readFile(path, 'utf8'))).map(({ id }) => id);
};

/** The tracks that an exercise can belong to. */
export const trackIds = (): Promise<string[]> => idsIn('tracks');

/** A list longer than this is no help in a sentence. */
const SHORT = 12;

/** What an exercise says of its place in the school must be on the school's map. */
export async function curriculumProblems({ spec, folder }: Exercise): Promise<string[]> {
  const [tracks, skills, shipped, beside] = await Promise.all([
    trackIds(),
    idsIn('skills'),
    exerciseFolders(),
    exerciseFolders(dirname(dirname(folder))).catch(() => []),
  ]);
  const exercises = [...shipped, ...beside].map((path) => basename(path));
  return [
    ...unknown('track', [spec.track], tracks),
    ...unknown('skill', spec.skills, skills, ' in content/skills.yaml'),
    ...unknown('exercise', spec.requires, exercises, ', which is required'),
  ];
}

/** Those of the words that are not known, each with what may have been meant and, where it is short, the list. */
const unknown = (what: string, words: readonly string[], known: readonly string[], more = ''): string[] =>
  words
    .filter((word) => !known.includes(word))
    .map((word) => {
      const list = known.length > SHORT ? '' : `; there are ${known.join(', ')}`;
      return `exercise.yaml: there is no ${what} “${word}”${more}${list}${didYouMean(word, known)}`;
    });
