import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ramp } from './platform.ts';

export const SLUG = 'say-it';
/** Characters that it takes. */
export const MOST = 200;
export const ACCEPTED = 'A cracked teapot in soft window light, on linen';

/** A small text exercise `<root>/prompting/say-it`: a subject and its light are asked for. */
export async function writeText(root: string): Promise<void> {
  const folder = join(root, 'prompting', SLUG);
  await mkdir(join(folder, 'start'), { recursive: true });
  await mkdir(join(folder, 'reference'), { recursive: true });
  await ramp(240, 160)
    .png()
    .toFile(join(folder, 'start', 'cover.png'));
  await writeFile(join(folder, 'reference', 'prompt.txt'), `${ACCEPTED}\n`);
  await writeFile(
    join(folder, 'brief.mdx'),
    'We shoot a pot next month. Say what it is and how it is lit.\n',
  );
  const facets = [
    { id: 'pot', facet: 'subject', title: 'the pot', any: ['teapot', 'kettle'] },
    { id: 'light', facet: 'light', title: 'where the light comes from', any: ['window light', 'lamp'] },
  ];
  const spec = {
    id: '2d7f9f30-74f5-4c81-9e31-816daf419c03',
    title: 'Say it',
    summary: 'Say what is to be seen.',
    track: 'prompting',
    level: 'starter',
    minutes: 5,
    skills: ['value'],
    submission: { kind: 'text', dialect: 'natural', maxCharacters: MOST },
    start: 'start/cover.png',
    references: ['reference/prompt.txt'],
    criteria: [
      {
        id: 'asked',
        kind: 'prompt',
        title: 'What was asked',
        weight: 1,
        essential: true,
        params: { facets },
      },
    ],
    passMark: 75,
    licence: 'CC-BY-4.0',
  };
  await writeFile(join(folder, 'exercise.yaml'), stringify(spec));
}
