import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SubmissionRules } from '../../exercise/schema.ts';
import { makePictures } from '../pictures.ts';
import { generated } from './generated.ts';
import { imageSet } from './image-set.ts';
import { image } from './image.ts';
import { text } from './text.ts';
import type { Scaffold } from './types.ts';

export type SubmissionKind = SubmissionRules['kind'];

const SCAFFOLDS: Record<SubmissionKind, Scaffold> = { image, 'image-set': imageSet, text, generated };

/** What a new exercise may ask for. */
export const SUBMISSION_KINDS = Object.keys(SCAFFOLDS) as SubmissionKind[];

export const isSubmissionKind = (name: string): name is SubmissionKind => Object.hasOwn(SCAFFOLDS, name);

/**
 * Writes the folder of a small, sound exercise and makes its pictures. The author then changes words, pictures and
 * criteria one at a time, and the check stays green or says what broke. Returns the folder.
 */
export async function scaffold(
  exercises: string,
  { track, slug, kind }: { track: string; slug: string; kind: SubmissionKind },
): Promise<string> {
  const folder = join(exercises, track, slug);
  const title = slug.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
  for (const [name, words] of Object.entries(SCAFFOLDS[kind]({ id: randomUUID(), title, track }))) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), words);
  }
  await makePictures(folder, exercises);
  return folder;
}
