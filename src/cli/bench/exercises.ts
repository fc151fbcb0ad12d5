import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { calibrate } from '#graders/authoring/calibrate.ts';
import { exportsOf, GoldensFile } from '#graders/authoring/goldens.ts';
import type { Picture } from '#graders/authoring/picture.ts';
import { cook, Recipe } from '#graders/authoring/recipe.ts';
import { fileStudio } from '#graders/authoring/studio.ts';
import { inputsDigest, openExercise } from '#graders/exercise/open.ts';
import type { Calibration } from '#graders/exercise/schema.ts';
import { read } from '#graders/pixels/read.ts';
import { save, Save } from '#graders/pixels/save.ts';
import { GRADER_VERSION } from '#graders/version.ts';

/** One exercise of 12 megapixels with an attempt at it, made for the benchmark alone. */
export interface Trial {
  name: string;
  folder: string;
  attempt: Uint8Array;
}

const FRAME = [{ frame: { width: 1600, height: 1200 } }, { resize: { width: 4000, height: 3000 } }];
const GRAIN = [{ noise: { sigma: 2.5, seed: 11 } }];

const DAMAGE = {
  seed: 5,
  marks: Array.from({ length: 12 }, (_, i) => ({
    kind: (['speck', 'hair', 'scratch', 'stain'] as const)[i % 4],
    x: 0.08 + 0.075 * i,
    y: 0.15 + 0.07 * ((i * 5) % 11),
    size: [30, 260, 420, 150][i % 4],
    angle: 37 * i,
  })),
};

const CRITERIA = {
  tone: [
    { id: 'tone', kind: 'tone-colour', title: 'Tone', weight: 5, essential: true },
    {
      id: 'exposure',
      kind: 'histogram',
      title: 'Exposure',
      weight: 3,
      params: { channels: ['lightness', 'a', 'b'] },
    },
    { id: 'clipping', kind: 'clipping', title: 'Clipping', weight: 2 },
  ],
  retouch: [
    { id: 'healed', kind: 'pixel-diff', title: 'Healed', region: 'blemishes', weight: 7, essential: true },
    { id: 'texture', kind: 'structure', title: 'Texture', region: 'edit', weight: 3, params: { limit: 0.5 } },
    { id: 'untouched', kind: 'protect', title: 'Untouched', region: 'edit' },
  ],
};

/** Builds both exercises in a folder, from a shipped plate brought to 4000 × 3000 with a grain of its own. */
export async function buildTrials(root: string, plate: string): Promise<Trial[]> {
  const reference = await make(await read(new Uint8Array(await readFile(plate))), [...FRAME, ...GRAIN]);
  const dark = await make(reference, [{ exposure: -0.8 }, { gains: [1.12, 1, 0.86] }]);
  const damaged = await make(reference, [{ blemishes: DAMAGE }]);
  const left = { mask: { box: { x: 0, y: 0, width: 0.5, height: 1 } }, feather: 0 };
  return Promise.all([
    build(root, 'tone', { reference, start: dark }, [{ blend: { with: 'reference', amount: 0.7 } }]),
    build(
      root,
      'retouch',
      {
        reference,
        start: damaged,
        blemishes: await make(reference, [{ 'blemish-mask': { ...DAMAGE, grow: 4 } }]),
        edit: await make(reference, [{ 'blemish-mask': { ...DAMAGE, grow: 30 } }]),
      },
      [{ within: { ...left, ops: [{ paste: 'reference' }] } }],
    ),
  ]);
}

async function make(picture: Picture, ops: object[]): Promise<Picture> {
  const recipe = Recipe.parse({ from: 'start', ops });
  return cook(recipe, {
    picture: async () => picture,
    mask: () => Promise.reject(new Error('no masks here')),
  });
}

async function build(
  root: string,
  name: keyof typeof CRITERIA,
  pictures: Record<string, Picture>,
  ops: object[],
): Promise<Trial> {
  const folder = join(root, 'bench', name);
  await mkdir(folder, { recursive: true });
  const regions = Object.keys(pictures).filter((key) => key !== 'start' && key !== 'reference');
  for (const [key, picture] of Object.entries(pictures)) {
    const as = Save.parse({ format: 'png', grey: regions.includes(key) });
    await writeFile(join(folder, `${key}.png`), await save(picture, as, true));
  }
  const spec = {
    id: randomUUID(),
    title: name,
    summary: name,
    track: 'bench',
    level: 'starter',
    minutes: 1,
    skills: ['value'],
    submission: {
      kind: 'image',
      formats: ['jpeg', 'png'],
      maxBytes: 100_000_000,
      maxPixels: 24_000_000,
      size: { rule: 'same-aspect', minWidth: 4000 },
    },
    start: 'start.png',
    references: ['reference.png'],
    regions: Object.fromEntries(regions.map((key) => [key, `${key}.png`])),
    criteria: CRITERIA[name],
    passMark: 75,
    licence: 'CC-BY-4.0',
  };
  await writeFile(join(folder, 'exercise.yaml'), stringify(spec));
  await calibrated(folder);
  const studio = {
    picture: async (source: string) => pictures[source]!,
    mask: () => Promise.reject(new Error()),
  };
  const attempt = await cook(Recipe.parse({ from: 'start', ops }), studio);
  return { name, folder, attempt: await save(attempt, Save.parse({ format: 'jpeg', quality: 90 })) };
}

async function calibrated(folder: string): Promise<void> {
  const exercise = await openExercise(folder);
  const expect = { outcome: 'not-yet' };
  const file = GoldensFile.parse({ exports: ['jpeg-80'], goldens: [{ name: '-', from: 'start', expect }] });
  const studio = fileStudio({ exercises: folder, folder, exercise, findExercise: async () => folder });
  const { terms } = await calibrate(exercise, await exportsOf(exercise, file, studio));
  const inputs = inputsDigest(exercise);
  const calibration: Calibration = { graderVersion: GRADER_VERSION, inputs, terms, goldens: [] };
  await writeFile(join(folder, 'calibration.json'), JSON.stringify(calibration));
}
